package dev.roundtable.writing;

import dev.roundtable.http.BadInput;
import org.jspecify.annotations.Nullable;

/** Markdown as somebody typed it, of a length that is rendered in no time. */
public record Body(String value) {

	/** Bytes in UTF-8. */
	public static final int MAX_BYTES = 65_536;

	/** For the API's document, which counts characters. */
	public static final String SAID = "Markdown, at most " + MAX_BYTES + " bytes of UTF-8";

	/**
	 * @throws BadInput on the field {@code body}
	 */
	public Body {
		value = Text.body("body", value, MAX_BYTES);
	}

	/**
	 * @throws BadInput on the field {@code body}
	 */
	public static Body of(@Nullable String typed) {
		return new Body((typed != null) ? typed : "");
	}

	public Rendered render() {
		return Markdown.render(this.value);
	}

	/**
	 * What a text will look like, within the same limits as when it is sent.
	 * @return HTML, empty where nothing is written yet
	 * @throws BadInput on the field {@code body}
	 */
	public static String preview(@Nullable String typed) {
		return (typed == null || typed.isBlank()) ? "" : of(typed).render().html();
	}

}
