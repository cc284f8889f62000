package dev.roundtable.indexing;

import java.time.Clock;

import dev.roundtable.caching.CachedPage;
import dev.roundtable.search.SearchIndex;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * What everybody asks at the same moment is looked for once: the answer to those who are
 * not signed in is good for the second in which it was made. That is no older than what
 * the engine finds.
 */
@Component
class SearchPages implements CachedPage {

	private final SearchIndex index;

	private final Clock clock;

	SearchPages(SearchIndex index, Clock clock) {
		this.index = index;
		this.clock = clock;
	}

	@Override
	public @Nullable Version versionOf(String path, String query) {
		return path.equals("/search") ? Version.of(this.clock.instant().getEpochSecond() + " " + this.index.state())
				: null;
	}

}
