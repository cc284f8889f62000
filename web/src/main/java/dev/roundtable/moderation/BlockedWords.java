package dev.roundtable.moderation;

import java.util.regex.Pattern;

import dev.roundtable.http.BadInput;
import dev.roundtable.moderation.Words.Act;
import dev.roundtable.people.Capability;
import dev.roundtable.people.Viewer;
import dev.roundtable.people.WordList;
import dev.roundtable.writing.Markdown;

import org.springframework.stereotype.Component;

/**
 * What may not be written, for texts that nobody looks through before they are read.
 */
@Component
public class BlockedWords implements WordList {

	private static final Pattern DIGITS = Pattern.compile("\\p{Nd}+");

	private final Words words;

	BlockedWords(Words words) {
		this.words = words;
	}

	/**
	 * @param typed as it came
	 * @param shown as its readers will see it
	 * @throws BadInput {@code word.blocked} on that field
	 */
	public void refuse(Viewer author, String field, String typed, String shown) {
		if (author.may(Capability.READ_TEAM) || this.words.isEmpty()) {
			return;
		}
		for (String text : new String[] { typed, shown }) {
			this.words.in(FoldedText.of(text))
				.stream()
				.filter((found) -> found.word().act() == Act.BLOCK)
				.findFirst()
				.ifPresent((found) -> {
					throw new BadInput(field, "word.blocked", text.substring(found.begin(), found.end()));
				});
		}
	}

	/** What would have to wait is refused: there is no queue for it. */
	@Override
	public String screened(Viewer author, String field, String typed) {
		if (typed.isEmpty() || author.may(Capability.READ_TEAM) || this.words.isEmpty()) {
			return typed;
		}
		ScreenedText screened = ScreenedText.of(this.words, field, typed);
		String shown = ScreenedText.asShown(this.words, field, Markdown.render(typed).plain(), typed);
		if (screened.review() != null || shown != null) {
			throw new BadInput(field, "word.review");
		}
		return screened.text();
	}

	/** A word ends in a name also where digits begin. */
	@Override
	public void refuseName(String typed) {
		if (this.words.isEmpty()) {
			return;
		}
		for (String text : new String[] { typed, DIGITS.matcher(typed).replaceAll(" ") }) {
			this.words.in(FoldedText.of(text)).stream().findFirst().ifPresent((found) -> {
				throw new BadInput("name", "name.word", text.substring(found.begin(), found.end()));
			});
		}
	}

}
