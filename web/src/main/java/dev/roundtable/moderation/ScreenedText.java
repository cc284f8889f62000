package dev.roundtable.moderation;

import java.util.List;

import dev.roundtable.http.BadInput;
import dev.roundtable.moderation.Words.Found;
import org.jspecify.annotations.Nullable;

/**
 * What the list of words makes of a text.
 *
 * @param text with what is to be replaced crossed out
 * @param review why it waits, null where it need not
 */
record ScreenedText(String text, @Nullable String review) {

	private static final String WORD = "word: ";

	private static final String CROSSED_OUT = "＊";

	/**
	 * @throws BadInput {@code word.blocked} on that field
	 */
	static ScreenedText of(Words words, String field, String written) {
		List<Found> found = words.in(FoldedText.of(written));
		String review = null;
		StringBuilder crossed = new StringBuilder(written);
		for (Found one : found.reversed()) {
			switch (one.word().act()) {
				case BLOCK -> throw new BadInput(field, "word.blocked", written.substring(one.begin(), one.end()));
				case REVIEW -> review = WORD + one.word().word();
				case REPLACE -> {
					int letters = written.codePointCount(one.begin(), one.end());
					crossed.replace(one.begin(), Math.min(one.end(), crossed.length()), CROSSED_OUT.repeat(letters));
				}
			}
		}
		boolean same = found.stream().noneMatch((one) -> one.word().act() == Words.Act.REPLACE);
		return new ScreenedText(same ? written : crossed.toString(), review);
	}

	/**
	 * Why what readers will see waits: marks and entities may hide a word in what was
	 * typed, or cut it. It cannot be crossed out there, so that it waits as well.
	 * @throws BadInput {@code word.blocked} on that field
	 */
	static @Nullable String asShown(Words words, String field, String shown, String written) {
		String typed = FoldedText.of(written).text();
		String review = null;
		for (Found one : words.in(FoldedText.of(shown))) {
			switch (one.word().act()) {
				case BLOCK -> throw new BadInput(field, "word.blocked", shown.substring(one.begin(), one.end()));
				case REVIEW -> review = WORD + one.word().word();
				case REPLACE -> {
					if (!typed.contains(one.word().folded())) {
						review = WORD + one.word().word();
					}
				}
			}
		}
		return review;
	}

}
