package dev.roundtable.forum;

import dev.roundtable.writing.Markdown;
import dev.roundtable.writing.Rendered;
import dev.roundtable.writing.Text;
import org.jspecify.annotations.Nullable;

/**
 * The text of a floor, checked and rendered: made before a transaction begins, because it
 * is the longest part of a write.
 *
 * @param plain null where it is the body
 */
public record Prose(String body, String html, @Nullable String plain, int renderer) {

	/**
	 * @throws dev.roundtable.http.BadInput on the field {@code body}
	 */
	public static Prose of(@Nullable String body) {
		String text = Text.body("body", body, Text.BODY);
		Rendered rendered = Markdown.render(text);
		return new Prose(text, rendered.html(), rendered.plainUnlessSame(text), rendered.renderer());
	}

}
