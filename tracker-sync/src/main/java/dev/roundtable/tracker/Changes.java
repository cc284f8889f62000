package dev.roundtable.tracker;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A page of what changed.
 *
 * @param issues without comments
 * @param next the page after it, null when this is the last
 */
public record Changes(List<RemoteIssue> issues, @Nullable String next) {

	public Changes {
		issues = List.copyOf(issues);
	}

	/**
	 * What to ask for.
	 *
	 * @param from by the tracker's clock, inclusive
	 * @param page what the last answer gave as {@code next}, null for the first
	 */
	public record Since(Instant from, @Nullable String page) {
	}

}
