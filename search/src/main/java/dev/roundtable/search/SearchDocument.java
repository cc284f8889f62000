package dev.roundtable.search;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What can be found, in the terms of search alone.
 *
 * @param version of what was read: what was read earlier never replaces what was read
 * later
 * @param title empty for a reply
 * @param body plain text
 * @param audience who may find it, for example {@code everyone} or {@code team}
 * @param sourceAudience who may see where it comes from: both must let one
 */
public record SearchDocument(DocumentKey key, long version, String title, String body, List<String> tags,
		@Nullable String board, @Nullable String kind, @Nullable String status, Instant createdAt, String audience,
		String sourceAudience) {
}
