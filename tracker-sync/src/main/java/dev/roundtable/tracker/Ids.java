package dev.roundtable.tracker;

import java.time.Instant;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A page of the issues that exist.
 *
 * @param updated each with its {@link RemoteIssue#updatedAt()}
 * @param next the page after it, null when this is the last
 */
public record Ids(Map<RemoteId, Instant> updated, @Nullable String next) {

	public Ids {
		updated = Map.copyOf(updated);
	}

}
