package dev.roundtable.search;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What can be found, in the terms of search alone.
 *
 * @param version rises with every change of the source; an older one never replaces a
 * newer one
 * @param title empty for a reply
 * @param body plain text or Markdown, as written
 * @param audiences who may find it, for example {@code everyone} or {@code team}
 */
public record SearchDocument(DocumentKey key, long version, String title, String body, List<String> tags,
		@Nullable String board, @Nullable String kind, @Nullable String status, Instant createdAt,
		List<String> audiences) {
}
