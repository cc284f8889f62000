package dev.roundtable.tracker.gitlab;

import java.time.Instant;
import java.time.format.DateTimeParseException;

import dev.roundtable.tracker.http.Outside;
import dev.roundtable.tracker.http.Portion;
import org.jspecify.annotations.Nullable;

/**
 * How changes are read in pages that nothing falls out of: each begins at the time where
 * the last one ended, and not where so many issues are passed over, since one that
 * changes goes to the end and all behind it move up. Only where more than a page changed
 * at the very same time is there no other way.
 *
 * @param portion of what changed since then
 */
record Pages(Instant from, Portion portion) {

	/**
	 * @throws IllegalArgumentException when it is none of ours
	 */
	static Pages parse(String page) {
		try {
			int slash = page.indexOf('/');
			return new Pages(Instant.parse(page.substring(0, slash)), Portion.parse(page.substring(slash + 1)));
		}
		catch (DateTimeParseException | IllegalArgumentException | StringIndexOutOfBoundsException ex) {
			throw new IllegalArgumentException("not a page", ex);
		}
	}

	String query(String list, Portion portion) {
		return Outside.query(list, "scope", "all", "order_by", "updated_at", "sort", "asc", "updated_after",
				this.from.toString(), "per_page", String.valueOf(portion.size()), "page",
				String.valueOf(portion.page()));
	}

	/**
	 * @param got what this page became
	 * @param last when the last of it changed, null when it was empty
	 * @param most of a page
	 */
	@Nullable Pages next(Lists.Part got, @Nullable Instant last, int most) {
		if (!got.hasNext()) {
			return null;
		}
		return (last != null && last.isAfter(this.from)) ? new Pages(last, got.portion().first(got.hasRoom(), most))
				: new Pages(this.from, got.portion().next(got.hasRoom(), most));
	}

	@Override
	public String toString() {
		return this.from + "/" + this.portion;
	}

}
