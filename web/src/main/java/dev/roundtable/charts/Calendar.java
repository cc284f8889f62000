package dev.roundtable.charts;

import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Where days begin, and weeks with their Mondays. */
@Component
public class Calendar {

	private final Clock clock;

	private final ZoneId zone;

	public Calendar(Clock clock, @Value("${roundtable.numbers.zone:UTC}") ZoneId zone) {
		this.clock = clock;
		this.zone = zone;
	}

	public LocalDate today() {
		return day(this.clock.instant());
	}

	public LocalDate day(Instant instant) {
		return instant.atZone(this.zone).toLocalDate();
	}

	public OffsetDateTime start(LocalDate day) {
		return day.atStartOfDay(this.zone).toOffsetDateTime();
	}

	public static LocalDate week(LocalDate day) {
		return day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
	}

}
