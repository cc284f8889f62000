package dev.roundtable.indexing;

import dev.roundtable.search.SearchIndex;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/**
 * Search and how far it is behind. The forum works without it, so it never makes the
 * whole unhealthy.
 */
@Component("search")
class SearchHealth implements HealthIndicator, MeterBinder {

	private final SearchIndex index;

	private final IndexQueue queue;

	SearchHealth(SearchIndex index, IndexQueue queue) {
		this.index = index;
		this.queue = queue;
	}

	@Override
	public Health health() {
		IndexKeeping.Lag lag = this.queue.lag();
		return Health.up()
			.withDetail("state", this.index.state())
			.withDetail("troubles", this.index.troubles())
			.withDetail("waiting", lag.waiting())
			.withDetail("oldestSeconds", lag.oldestSeconds())
			.build();
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		Gauge
			.builder("roundtable.search.ready", this,
					(search) -> (search.index.state() == SearchIndex.State.READY) ? 1 : 0)
			.description("Whether search answers")
			.register(registry);
		Gauge.builder("roundtable.search.waiting", this, (search) -> search.queue.size())
			.description("Changes that wait for the index")
			.register(registry);
		Gauge.builder("roundtable.search.oldest", this, (search) -> search.queue.lag().oldestSeconds())
			.baseUnit("seconds")
			.description("How long the oldest change has waited")
			.register(registry);
	}

}
