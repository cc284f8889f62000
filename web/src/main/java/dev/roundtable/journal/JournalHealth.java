package dev.roundtable.journal;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/**
 * How far delivery is behind. Nothing a reader does waits for it, so it is never down.
 */
@Component("delivered")
class JournalHealth implements HealthIndicator {

	private final JournalQueue queue;

	private final Failures failures;

	JournalHealth(JournalQueue queue, Failures failures) {
		this.queue = queue;
		this.failures = failures;
	}

	@Override
	public Health health() {
		return Health.up()
			.withDetail("waiting", this.queue.waiting())
			.withDetail("failed", this.failures.count())
			.build();
	}

}
