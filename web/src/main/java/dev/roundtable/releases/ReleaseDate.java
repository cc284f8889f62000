package dev.roundtable.releases;

import java.time.DateTimeException;
import java.time.LocalDate;

import dev.roundtable.http.BadInput;

/** A day as forms and programs write it. */
final class ReleaseDate {

	/** UTF-16 units: {@code 2026-01-31}. */
	static final int LENGTH = 10;

	private static final int LAST_YEAR = 9999;

	private ReleaseDate() {
	}

	/**
	 * @throws BadInput {@code date.invalid} on {@code date}
	 */
	static LocalDate of(String typed) {
		try {
			LocalDate day = LocalDate.parse(typed.strip());
			if (day.getYear() >= 1 && day.getYear() <= LAST_YEAR) {
				return day;
			}
		}
		catch (DateTimeException none) {
			// Said below.
		}
		throw new BadInput("date", "date.invalid");
	}

}
