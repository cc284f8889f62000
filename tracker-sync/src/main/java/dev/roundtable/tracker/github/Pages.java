package dev.roundtable.tracker.github;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;

import dev.roundtable.tracker.http.Outside;
import dev.roundtable.tracker.http.Portion;
import org.jspecify.annotations.Nullable;

/**
 * How changes are read in pages that nothing falls out of: each begins at the second
 * where the last one ended, and not where so many issues are passed over, since one that
 * changes goes to the end and all behind it move up. Only within a second of more than a
 * page is there no other way. What is asked for begins a second earlier, because nobody
 * says whether GitHub's {@code since} includes its own.
 *
 * @param portion of what changed since then
 */
record Pages(Instant from, Portion portion) {

	Pages {
		from = from.truncatedTo(ChronoUnit.SECONDS);
	}

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

	String query(String list) {
		Instant earliest = this.from.isAfter(Instant.EPOCH) ? this.from.minusSeconds(1) : Instant.EPOCH;
		return Outside.query(list, "state", "all", "sort", "updated", "direction", "asc", "since", earliest.toString(),
				"per_page", String.valueOf(this.portion.size()), "page", String.valueOf(this.portion.page()));
	}

	/** The beginning of this page. */
	Pages smaller() {
		return new Pages(this.from, this.portion.smaller());
	}

	/** Without this page. */
	Pages behind(int most) {
		return new Pages(this.from, this.portion.next(false, most));
	}

	/**
	 * @param last when the last of the page changed, null when it was empty
	 * @param more whether there are more
	 * @param room whether the next may be larger
	 * @param most of a page
	 */
	@Nullable Pages next(@Nullable Instant last, boolean more, boolean room, int most) {
		if (!more || last == null) {
			return null;
		}
		Instant second = last.truncatedTo(ChronoUnit.SECONDS);
		return second.isAfter(this.from) ? new Pages(second, this.portion.first(room, most))
				: new Pages(this.from, this.portion.next(room, most));
	}

	@Override
	public String toString() {
		return this.from + "/" + this.portion;
	}

}
