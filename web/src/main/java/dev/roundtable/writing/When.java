package dev.roundtable.writing;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;

import com.fasterxml.jackson.annotation.JsonValue;

/**
 * A moment as a page shows it: for machines, and for people until the script tells it in
 * their own time zone. Both UTC.
 *
 * @param iso for example {@code 2014-05-06T07:08:09Z}
 * @param text for example {@code 2014-05-06 07:08 UTC}
 */
public record When(@JsonValue String iso, String text) {

	private static final DateTimeFormatter TEXT = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'")
		.withZone(ZoneOffset.UTC);

	public static When of(Instant moment) {
		return new When(moment.truncatedTo(ChronoUnit.SECONDS).toString(), TEXT.format(moment));
	}

}
