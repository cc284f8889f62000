package dev.roundtable.writing;

import dev.roundtable.http.BadInput;
import org.jspecify.annotations.Nullable;

/** One tag in lower case: letters, digits, {@code - _ . + #}. */
public record Tag(String value) {

	/** UTF-16 units, as the column has it. */
	public static final int MAX = 40;

	/**
	 * @throws BadInput {@code tag.invalid} on the field {@code tags}
	 */
	public Tag {
		value = Text.tag(value);
	}

	/**
	 * @throws BadInput {@code tag.invalid} on the field {@code tags}
	 */
	public static Tag of(@Nullable String typed) {
		return new Tag((typed != null) ? typed : "");
	}

}
