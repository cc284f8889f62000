package dev.roundtable.channels;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;

import org.jspecify.annotations.Nullable;

/**
 * Hours of somebody's day, every day; they may go over midnight. From and to alike are
 * none.
 */
record QuietHours(LocalTime from, LocalTime to, ZoneId zone) {

	/**
	 * When it is no longer quiet, null while it is not. An end that the clocks leap over
	 * is when they have leapt; one that comes twice is the second.
	 */
	@Nullable Instant endAfter(Instant now) {
		ZonedDateTime here = now.atZone(this.zone);
		if (!includes(here.toLocalTime())) {
			return null;
		}
		boolean tomorrow = !here.toLocalTime().isBefore(this.to);
		ZonedDateTime end = ZonedDateTime.of(here.toLocalDate().plusDays(tomorrow ? 1 : 0), this.to, this.zone)
			.withLaterOffsetAtOverlap();
		return end.toInstant();
	}

	private boolean includes(LocalTime time) {
		if (this.from.isBefore(this.to)) {
			return !time.isBefore(this.from) && time.isBefore(this.to);
		}
		return this.from.isAfter(this.to) && (!time.isBefore(this.from) || time.isBefore(this.to));
	}

}
