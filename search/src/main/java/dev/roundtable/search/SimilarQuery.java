package dev.roundtable.search;

import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Looks for what is about the same as a text that is being written, or that is there.
 *
 * @param itself what is left out, null while it is being written
 * @param audiences as in {@link SearchQuery}
 * @param size 1 to 100
 */
public record SimilarQuery(String title, String body, SearchQuery.Scope scope, @Nullable DocumentKey itself,
		Set<String> audiences, int size) {
}
