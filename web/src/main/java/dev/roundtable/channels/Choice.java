package dev.roundtable.channels;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.TemporalAdjusters;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

import dev.roundtable.http.BadInput;
import dev.roundtable.notifications.Kind;
import org.jspecify.annotations.Nullable;

/**
 * How somebody is told beyond the page.
 *
 * @param language null where she is not known to use one
 * @param quiet null for never
 * @param best whether a digest also tells of new topics that others liked
 */
record Choice(@Nullable Locale language, ZoneId zone, @Nullable QuietHours quiet, boolean best) {

	/** What can be said without the rest. */
	enum Part {

		ZONE, HOURS, BEST

	}

	/** UTF-16 units. */
	static final int ZONE = 60;

	private static final int MINUTES = 60;

	private static final List<String> PLACES = List.of("Africa/", "America/", "Antarctica/", "Asia/", "Atlantic/",
			"Australia/", "Europe/", "Indian/", "Pacific/");

	/** Those that a form offers: cities, and UTC first. */
	static final List<String> ZONES = ZoneId.getAvailableZoneIds()
		.stream()
		.filter((zone) -> zone.equals("UTC") || PLACES.stream().anyMatch(zone::startsWith))
		.sorted(Comparator.comparing((String zone) -> zone.contains("/")).thenComparing(Comparator.naturalOrder()))
		.toList();

	/**
	 * @throws BadInput {@code channels.zone} on {@code zone}, {@code channels.time} on
	 * {@code from} or {@code to}
	 */
	static Choice of(String zone, String from, String to, boolean best) {
		ZoneId place = zone(zone);
		if (from.isBlank() && to.isBlank()) {
			return new Choice(null, place, null, best);
		}
		return new Choice(null, place, new QuietHours(time("from", from), time("to", to), place), best);
	}

	private static ZoneId zone(String typed) {
		if (!ZONES.contains(typed)) {
			throw new BadInput("zone", "channels.zone");
		}
		return ZoneId.of(typed);
	}

	private static LocalTime time(String field, String typed) {
		try {
			return LocalTime.parse(typed).withSecond(0).withNano(0);
		}
		catch (DateTimeException ex) {
			throw new BadInput(field, "channels.time");
		}
	}

	static @Nullable Integer minutes(@Nullable LocalTime time) {
		return (time != null) ? time.getHour() * MINUTES + time.getMinute() : null;
	}

	static LocalTime time(int minutes) {
		return LocalTime.of(minutes / MINUTES, minutes % MINUTES);
	}

	/** When it is no longer quiet, null while it is not. */
	@Nullable Instant quietUntil(Instant now) {
		return (this.quiet != null) ? this.quiet.endAfter(now) : null;
	}

	/** When her first digest after that moment comes: at that hour of a day of hers. */
	Instant digestAfter(Kind.Mail rhythm, Instant moment, int hour) {
		ZonedDateTime at = moment.atZone(this.zone).with(LocalTime.of(hour, 0));
		if (rhythm == Kind.Mail.WEEKLY) {
			at = at.with(TemporalAdjusters.nextOrSame(DayOfWeek.MONDAY));
		}
		if (!at.toInstant().isAfter(moment)) {
			at = (rhythm == Kind.Mail.WEEKLY) ? at.plusWeeks(1) : at.plusDays(1);
		}
		Instant quiet = quietUntil(at.toInstant());
		return (quiet != null) ? quiet : at.toInstant();
	}

}
