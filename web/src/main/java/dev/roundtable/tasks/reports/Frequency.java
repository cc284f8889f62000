package dev.roundtable.tasks.reports;

import java.util.Arrays;

import dev.roundtable.http.BadInput;
import org.jspecify.annotations.Nullable;

/** How often somebody meets it. */
public enum Frequency {

	ALWAYS, OFTEN, SOMETIMES, ONCE;

	/**
	 * @return null for nothing said
	 * @throws BadInput {@code frequency.unknown}
	 */
	static @Nullable Frequency of(@Nullable String typed) {
		if (typed == null || typed.isBlank()) {
			return null;
		}
		return Arrays.stream(values())
			.filter((one) -> one.name().equalsIgnoreCase(typed.strip()))
			.findFirst()
			.orElseThrow(() -> new BadInput("frequency", "frequency.unknown"));
	}

}
