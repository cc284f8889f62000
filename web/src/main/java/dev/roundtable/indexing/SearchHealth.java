package dev.roundtable.indexing;

import dev.roundtable.search.SearchIndex;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/**
 * Search and how far it is behind. The forum works without it, so it never makes the
 * whole unhealthy.
 */
@Component("search")
class SearchHealth implements HealthIndicator {

	private final SearchIndex index;

	private final IndexQueue queue;

	SearchHealth(SearchIndex index, IndexQueue queue) {
		this.index = index;
		this.queue = queue;
	}

	@Override
	public Health health() {
		return Health.up().withDetail("state", this.index.state()).withDetail("waiting", this.queue.size()).build();
	}

}
