package dev.roundtable.tasks;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.roundtable.http.BadInput;
import org.jspecify.annotations.Nullable;

/** How much work a task is, roughly: days, a week or two, a month, more than that. */
public enum Effort {

	S, M, L, XL;

	/**
	 * @return null for none
	 * @throws BadInput on {@code effort}
	 */
	public static @Nullable Effort of(@Nullable String typed) {
		if (typed == null || typed.isBlank()) {
			return null;
		}
		try {
			return valueOf(typed.strip().toUpperCase(Locale.ROOT));
		}
		catch (IllegalArgumentException unknown) {
			throw new BadInput("effort", "effort.unknown", typed.strip());
		}
	}

	/** As the API spells it. */
	@JsonValue
	public String key() {
		return name().toLowerCase(Locale.ROOT);
	}

}
