package dev.roundtable.moderation;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;

import com.github.houbb.opencc4j.support.data.impl.TSCharData;

/**
 * A text in which all ways to write a character are one: without case, width, accents,
 * invisible characters, and with traditional characters as simplified ones. It knows
 * where each of its characters stood.
 *
 * @param origins for each character of the text, where in the written one it began, and
 * one more for the end
 */
record FoldedText(String text, int[] origins) {

	private static final char[] SIMPLIFIED = simplified();

	static FoldedText of(String written) {
		StringBuilder folded = new StringBuilder(written.length());
		int[] origins = new int[written.length() + 1];
		int at = 0;
		while (at < written.length()) {
			int letter = written.codePointAt(at);
			String plain = fold(letter);
			if (folded.length() + plain.length() >= origins.length) {
				origins = Arrays.copyOf(origins, 2 * (origins.length + plain.length()));
			}
			for (int i = 0; i < plain.length(); i++) {
				origins[folded.length()] = at;
				folded.append(plain.charAt(i));
			}
			at += Character.charCount(letter);
		}
		origins[folded.length()] = written.length();
		return new FoldedText(folded.toString(), origins);
	}

	private static String fold(int letter) {
		if (letter < 128) {
			return String.valueOf((char) Character.toLowerCase(letter));
		}
		String plain = Normalizer.normalize(Character.toString(letter), Normalizer.Form.NFKD).toLowerCase(Locale.ROOT);
		StringBuilder kept = new StringBuilder();
		plain.codePoints().filter((one) -> !isInvisible(one)).forEach((one) -> {
			if (one <= Character.MAX_VALUE) {
				kept.append(SIMPLIFIED[one]);
			}
			else {
				kept.appendCodePoint(one);
			}
		});
		return kept.toString();
	}

	private static boolean isInvisible(int letter) {
		int type = Character.getType(letter);
		return type == Character.FORMAT || type == Character.NON_SPACING_MARK;
	}

	private static char[] simplified() {
		char[] table = new char[Character.MAX_VALUE + 1];
		for (int i = 0; i < table.length; i++) {
			table[i] = (char) i;
		}
		new TSCharData().data().getDataMap().forEach((traditional, simplified) -> {
			if (traditional.length() == 1 && simplified.getFirst().length() == 1) {
				table[traditional.charAt(0)] = simplified.getFirst().charAt(0);
			}
		});
		return table;
	}

	/**
	 * Whether a word that ends in a letter of an alphabet ends there, too: in Chinese
	 * words stand side by side.
	 */
	boolean isWordAt(int begin, int end) {
		return !joins(begin - 1, begin) && !joins(end - 1, end);
	}

	private boolean joins(int left, int right) {
		return left >= 0 && right < this.text.length() && isAlphabetic(this.text.charAt(left))
				&& isAlphabetic(this.text.charAt(right));
	}

	private static boolean isAlphabetic(char letter) {
		return Character.isLetterOrDigit(letter) && !Character.isIdeographic(letter);
	}

	@Override
	public boolean equals(Object other) {
		return other instanceof FoldedText folded && folded.text.equals(this.text);
	}

	@Override
	public int hashCode() {
		return this.text.hashCode();
	}

}
