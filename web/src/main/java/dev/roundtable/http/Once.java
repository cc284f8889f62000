package dev.roundtable.http;

import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

import org.jspecify.annotations.Nullable;

import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Makes a write that may be asked for twice happen once. The key is claimed in the
 * write's own transaction and remembers what was made; whoever asks again is told of the
 * same thing. Rights are checked before this is called, and so at each request anew;
 * Markdown, hashes and templates are made before or after, so that no connection waits
 * for them.
 */
@Component
public class Once {

	private static final Duration KEPT = Duration.ofDays(3);

	private final JdbcClient jdbc;

	private final Clock clock;

	private final TransactionTemplate transaction;

	Once(JdbcClient jdbc, Clock clock, PlatformTransactionManager transactions) {
		this.jdbc = jdbc;
		this.clock = clock;
		this.transaction = new TransactionTemplate(transactions);
	}

	/**
	 * Writes in one transaction, or tells what was written the first time.
	 * @param key says what is asked, see {@link OnceKey#asking}
	 * @param write does it; what it throws frees the key
	 * @param made the id to remember of what was written
	 * @param again what to return to those who ask again, from that id
	 * @throws KeyRefused when the key was used for something else, or its first request
	 * is still at work
	 */
	public <T> T write(OnceKey key, Supplier<T> write, ToLongFunction<T> made, LongFunction<T> again) {
		if (key.isNone()) {
			return this.transaction.execute((_) -> write.get());
		}
		String id = key.id();
		Written<T> written = this.transaction.execute((_) -> {
			if (!claim(id, key.fingerprint())) {
				return null;
			}
			T result = write.get();
			remember(id, made.applyAsLong(result));
			return new Written<>(result);
		});
		return (written != null) ? written.result() : again.apply(recall(id, key.fingerprint()));
	}

	/** The same for what makes nothing that has an id. */
	public void write(OnceKey key, Runnable write) {
		write(key, () -> {
			write.run();
			return 0L;
		}, Long::longValue, (made) -> made);
	}

	private record Written<T>(T result) {
	}

	private boolean claim(String id, String fingerprint) {
		try {
			return this.jdbc.sql("""
					insert into once_keys (id, fingerprint, created_at) values (:id, :fingerprint, :now)
					on conflict do nothing""")
				.param("id", id)
				.param("fingerprint", fingerprint)
				.param("now", OffsetDateTime.now(this.clock))
				.update() == 1;
		}
		catch (DuplicateKeyException taken) {
			return false;
		}
		catch (ConcurrencyFailureException | QueryTimeoutException busy) {
			throw new KeyRefused(KeyRefused.Why.IN_PROGRESS);
		}
	}

	private void remember(String id, long made) {
		this.jdbc.sql("update once_keys set made = :made where id = :id").param("made", made).param("id", id).update();
	}

	private long recall(String id, String fingerprint) {
		Kept kept = find(id).orElseThrow(() -> new KeyRefused(KeyRefused.Why.IN_PROGRESS));
		if (!kept.fingerprint().equals(fingerprint)) {
			throw new KeyRefused(KeyRefused.Why.REUSED);
		}
		if (kept.made() == null) {
			throw new KeyRefused(KeyRefused.Why.IN_PROGRESS);
		}
		return kept.made();
	}

	private Optional<Kept> find(String id) {
		return this.jdbc.sql("select fingerprint, made from once_keys where id = :id")
			.param("id", id)
			.query(Kept.class)
			.optional();
	}

	private record Kept(String fingerprint, @Nullable Long made) {
	}

	@Scheduled(fixedDelayString = "PT1H", initialDelayString = "PT10M")
	void forgetOld() {
		this.jdbc.sql("delete from once_keys where created_at < :old")
			.param("old", OffsetDateTime.now(this.clock).minus(KEPT))
			.update();
	}

}
