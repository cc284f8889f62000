package dev.roundtable.search;

import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * What a person looks for.
 *
 * @param text as typed, any language, at most a few hundred characters are used
 * @param types empty for all
 * @param audiences those the person belongs to; a document is found when its own audience
 * and that of its source are among them
 * @param cursor from the previous {@link SearchHits}
 * @param size hits a page, 1 to 100
 */
public record SearchQuery(String text, Set<DocumentKey.Type> types, @Nullable String board, @Nullable String kind,
		@Nullable String status, Set<String> audiences, @Nullable String cursor, int size) {
}
