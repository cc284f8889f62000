package dev.roundtable.search;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Best first.
 *
 * @param total how many documents match, counted up to 10,000
 * @param next cursor of the next page, null on the last
 */
public record SearchHits(long total, List<DocumentKey> keys, @Nullable String next) {
}
