package dev.roundtable.tracker.jira;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * How changes are read in pages that nothing falls out of. A search knows minutes, in the
 * zone of the account: a page begins at the minute where the last one ended, and not
 * where so many issues are passed over, since one that changes goes to the end and all
 * behind it move up. A minute with more changes than a page is read by itself, by keys,
 * as far as Jira's own pages go.
 *
 * @param from the minute that the page begins with
 * @param within that minute alone: where to go on, empty for its beginning; null for all
 * since
 */
record Pages(Instant from, @Nullable String within) {

	private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy/MM/dd HH:mm", Locale.ROOT);

	private static final Duration STEP = Duration.ofMinutes(1);

	/** Jira does not read years before this. */
	private static final Instant EARLIEST = Instant.parse("1971-01-01T00:00:00Z");

	Pages {
		from = (from.isBefore(EARLIEST) ? EARLIEST : from).truncatedTo(ChronoUnit.MINUTES);
	}

	/**
	 * @throws IllegalArgumentException when it is none of ours
	 */
	static Pages parse(String page) {
		try {
			int slash = page.indexOf('/');
			return (slash < 0) ? new Pages(Instant.parse(page), null)
					: new Pages(Instant.parse(page.substring(0, slash)), page.substring(slash + 1));
		}
		catch (DateTimeParseException ex) {
			throw new IllegalArgumentException("not a page", ex);
		}
	}

	String jql(String project, ZoneId zone) {
		String since = "project = \"" + project + "\" AND updated >= \"" + local(this.from, zone, false) + "\"";
		return (this.within == null) ? since + " ORDER BY updated ASC, key ASC"
				: since + " AND updated < \"" + local(this.from.plus(STEP), zone, true) + "\" ORDER BY key ASC";
	}

	/** In the hour that comes twice, both are meant. */
	private static String local(Instant at, ZoneId zone, boolean end) {
		LocalDateTime local = LocalDateTime.ofInstant(at, zone);
		boolean twice = zone.getRules().getValidOffsets(local).size() > 1;
		return MINUTE.format(twice ? (end ? local.plusHours(1) : local.minusHours(1)) : local);
	}

	/** What to go on with in the minute alone; null for its beginning. */
	@Nullable String token() {
		return (this.within == null || this.within.isEmpty()) ? null : this.within;
	}

	/**
	 * @param last when the last of the page changed, null when it was empty
	 * @param next how Jira itself would go on, null when this is its last page
	 */
	@Nullable Pages next(@Nullable Instant last, @Nullable String next) {
		if (this.within != null) {
			return (next != null) ? new Pages(this.from, next) : new Pages(this.from.plus(STEP), null);
		}
		if (next == null || last == null) {
			return null;
		}
		Instant minute = last.truncatedTo(ChronoUnit.MINUTES);
		return minute.isAfter(this.from) ? new Pages(minute, null) : new Pages(this.from, "");
	}

	/** Whether a change belongs to this page, or the next one brings it. */
	boolean has(Instant change, @Nullable Pages next) {
		return this.within != null || next == null || change.isBefore(next.from());
	}

	@Override
	public String toString() {
		return (this.within == null) ? this.from.toString() : this.from + "/" + this.within;
	}

}
