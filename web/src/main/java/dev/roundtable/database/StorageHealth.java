package dev.roundtable.database;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Whether something could be read and written right now; part of readiness. Tried at most
 * once a second, however many ask.
 */
@Component("storage")
class StorageHealth implements HealthIndicator {

	private static final long GOOD_FOR = TimeUnit.SECONDS.toNanos(1);

	private final JdbcClient jdbc;

	private final FreeSpace space;

	private @Nullable Health last;

	private long triedAt;

	StorageHealth(JdbcClient jdbc, FreeSpace space) {
		this.jdbc = jdbc;
		this.space = space;
	}

	@Override
	public synchronized Health health() {
		Health known = this.last;
		if (known == null || System.nanoTime() - this.triedAt > GOOD_FOR) {
			known = look();
			this.last = known;
			this.triedAt = System.nanoTime();
		}
		return known;
	}

	private Health look() {
		if (!this.space.isEnough()) {
			return Health.outOfService().withDetail("reason", "The disk of the database is nearly full").build();
		}
		try {
			this.jdbc.sql("select 1").query(Integer.class).single();
			this.space.tryToWrite();
			return Health.up().build();
		}
		catch (RuntimeException | IOException ex) {
			// Health is public: not a word about the inside.
			return Health.down().withDetail("reason", "The database does not answer").build();
		}
	}

}
