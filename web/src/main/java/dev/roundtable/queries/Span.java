package dev.roundtable.queries;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * A year, a month or a day, as people write them ({@code 2026}, {@code 2026-08},
 * {@code 2026/8/15}).
 *
 * @param behind the first day after it
 */
public record Span(LocalDate from, LocalDate behind) {

	private static final Pattern WRITTEN = Pattern.compile("(\\d{4})(?:[-/.](\\d{1,2})(?:[-/.](\\d{1,2}))?)?");

	/** Null for what is none. */
	public static @Nullable Span of(String text) {
		Matcher written = WRITTEN.matcher(text);
		if (!written.matches()) {
			return null;
		}
		try {
			LocalDate from = LocalDate.of(Integer.parseInt(written.group(1)), part(written, 2), part(written, 3));
			return new Span(from, (written.group(3) != null) ? from.plusDays(1)
					: (written.group(2) != null) ? from.plusMonths(1) : from.plusYears(1));
		}
		catch (DateTimeException noSuchDay) {
			return null;
		}
	}

	private static int part(Matcher written, int group) {
		return (written.group(group) != null) ? Integer.parseInt(written.group(group)) : 1;
	}

}
