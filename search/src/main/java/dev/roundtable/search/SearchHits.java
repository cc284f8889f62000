package dev.roundtable.search;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Best first.
 *
 * @param total how many match, counted up to 10,000
 * @param next cursor of the next page, null on the last
 * @param loosened whether nothing has most of the words, so that any of them was enough
 * @param counts how many hits have which value, most first, where they were asked for
 */
public record SearchHits(long total, List<Hit> hits, @Nullable String next, boolean loosened,
		Map<Field, List<Count>> counts) {

	/** Nothing, for whoever asked for nothing. */
	static final SearchHits NONE = new SearchHits(0, List.of(), null, false, Map.of());

	public List<DocumentKey> keys() {
		return this.hits.stream().map(Hit::key).toList();
	}

	/**
	 * @param floor the answer that fits best, null where it is the beginning itself
	 * @param more how many further floors of it fit
	 */
	public record Hit(DocumentKey key, @Nullable DocumentKey floor, int more) {
	}

	public record Count(String value, long hits) {
	}

}
