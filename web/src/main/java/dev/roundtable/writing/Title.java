package dev.roundtable.writing;

import dev.roundtable.http.BadInput;
import org.jspecify.annotations.Nullable;

/** What a topic or a task is called: one line that somebody can see. */
public record Title(String value) {

	/** UTF-16 units, as the columns have it. */
	public static final int MAX = 255;

	/**
	 * @throws BadInput on the field {@code title}
	 */
	public Title {
		value = Text.line("title", value, MAX);
	}

	/**
	 * @throws BadInput on the field {@code title}
	 */
	public static Title of(@Nullable String typed) {
		return new Title((typed != null) ? typed : "");
	}

}
