package dev.roundtable.notifications;

import java.time.OffsetDateTime;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Something that is to be told beyond the page, as far as its person may see it now.
 *
 * @param at when the latest of it happened; the same as long as it is the same
 * @param title of the topic or task, else empty; see {@link Outgoing#title}
 * @param path where it leads
 * @param detail a reason that was given, or empty
 * @param floors what it is about, in their order; empty where it is about none
 */
public record Notice(long id, long account, Kind kind, OffsetDateTime at, @Nullable Long topic, @Nullable Long task,
		String act, @Nullable String status, @Nullable String build, @Nullable String actor, String title, String path,
		String detail, List<Floor> floors) {

	/**
	 * @param excerpt its beginning, one line
	 */
	public record Floor(int number, String author, String excerpt) {
	}

	/** Who did it, the latest first. */
	List<String> people() {
		if (this.floors.isEmpty()) {
			return (this.actor != null) ? List.of(this.actor) : List.of();
		}
		Set<String> people = new LinkedHashSet<>();
		this.floors.reversed().forEach((floor) -> people.add(floor.author()));
		return List.copyOf(people);
	}

}
