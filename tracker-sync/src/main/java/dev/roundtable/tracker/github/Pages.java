package dev.roundtable.tracker.github;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;

import dev.roundtable.tracker.http.Outside;
import org.jspecify.annotations.Nullable;

/**
 * How changes are read in pages that nothing falls out of: each begins at the second
 * where the last one ended, and not where so many issues are passed over, since one that
 * changes goes to the end and all behind it move up. Only within a second of more than a
 * page is there no other way. What is asked for begins a second earlier, because nobody
 * says whether GitHub's {@code since} includes its own.
 *
 * @param number of the page since then
 */
record Pages(Instant from, int number) {

	Pages {
		from = from.truncatedTo(ChronoUnit.SECONDS);
	}

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
		Instant earliest = this.from.isAfter(Instant.EPOCH) ? this.from.minusSeconds(1) : Instant.EPOCH;
		return Outside.query(list, "state", "all", "sort", "updated", "direction", "asc", "since", earliest.toString(),
				"per_page", String.valueOf(size), "page", String.valueOf(this.number));
	}

	/**
	 * @param last when the last of the page changed, null when it was empty
	 * @param more whether there are more
	 */
	@Nullable Pages next(@Nullable Instant last, boolean more) {
		if (!more || last == null) {
			return null;
		}
		Instant second = last.truncatedTo(ChronoUnit.SECONDS);
		return second.isAfter(this.from) ? new Pages(second, 1) : new Pages(this.from, this.number + 1);
	}

	@Override
	public String toString() {
		return this.from + "/" + this.number;
	}

}
