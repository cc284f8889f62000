package dev.roundtable.tracker.gitlab;

import java.time.Instant;
import java.time.format.DateTimeParseException;

import dev.roundtable.tracker.http.Outside;
import org.jspecify.annotations.Nullable;

/**
 * How changes are read in pages that nothing falls out of: each begins at the time where
 * the last one ended, and not where so many issues are passed over, since one that
 * changes goes to the end and all behind it move up. Only where more than a page changed
 * at the very same time is there no other way.
 *
 * @param number of the page since then
 */
record Pages(Instant from, int number) {

	/**
	 * @throws IllegalArgumentException when it is none of ours
	 */
	static Pages parse(String page) {
		try {
			int slash = page.indexOf('/');
			return new Pages(Instant.parse(page.substring(0, slash)), Integer.parseInt(page.substring(slash + 1)));
		}
		catch (DateTimeParseException | NumberFormatException | StringIndexOutOfBoundsException ex) {
			throw new IllegalArgumentException("not a page", ex);
		}
	}

	String query(String list, int size) {
		return Outside.query(list, "scope", "all", "order_by", "updated_at", "sort", "asc", "updated_after",
				this.from.toString(), "per_page", String.valueOf(size), "page", String.valueOf(this.number));
	}

	/**
	 * @param last when the last of the page changed, null when it was empty
	 * @param more whether there are more
	 */
	@Nullable Pages next(@Nullable Instant last, boolean more) {
		if (!more || last == null) {
			return null;
		}
		return last.isAfter(this.from) ? new Pages(last, 1) : new Pages(this.from, this.number + 1);
	}

	@Override
	public String toString() {
		return this.from + "/" + this.number;
	}

}
