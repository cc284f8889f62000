package dev.roundtable.limits;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;

import dev.roundtable.http.Secret;
import dev.roundtable.http.TooManyAttempts;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Slows down what would let a stranger in: guesses and registrations. Counted in the
 * database, so that it holds over all nodes and restarts. A try is counted before it is
 * made and given back when it was fine: of many at once no more pass than may. Nobody is
 * locked out: the wait doubles with each try beyond the free ones, and ends at the time
 * in which one try is forgiven.
 */
@Component
class Tries {

	private static final Duration FIRST_WAIT = Duration.ofSeconds(2);

	private static final int MOST_DOUBLINGS = 16;

	private final JdbcClient jdbc;

	private final Clock clock;

	private final TransactionTemplate transaction;

	Tries(JdbcClient jdbc, Clock clock, PlatformTransactionManager transactions) {
		this.jdbc = jdbc;
		this.clock = clock;
		this.transaction = new TransactionTemplate(transactions);
	}

	/**
	 * What is counted together.
	 *
	 * @param free tries without any wait
	 * @param first the first wait
	 * @param forgiven the time in which one try is forgotten, and the longest wait
	 */
	public record Counter(String subject, int free, Duration first, Duration forgiven) {

		static Counter of(String what, int free, Duration forgiven) {
			return new Counter(Secret.digest(what), free, FIRST_WAIT, forgiven);
		}

		/** So many, and from then on one in each such time. */
		static Counter steady(String what, int free, Duration forgiven) {
			return new Counter(Secret.digest(what), free, forgiven, forgiven);
		}

		private double levelAfter(double level, Duration time) {
			return Math.max(0, level - (double) Math.max(0, time.toMillis()) / this.forgiven.toMillis());
		}

		private Duration waitAt(double level) {
			int over = (int) Math.ceil(level - this.free);
			if (over < 0) {
				return Duration.ZERO;
			}
			Duration wait = this.first.multipliedBy(1L << Math.min(over, MOST_DOUBLINGS));
			return (wait.compareTo(this.forgiven) < 0) ? wait : this.forgiven;
		}

	}

	private record Row(double level, Instant lastAt, Instant openAt) {

		/**
		 * Not after a free try, even where another node's clock is ahead of this one's.
		 */
		boolean mustWait() {
			return this.openAt.isAfter(this.lastAt);
		}

	}

	/**
	 * Counts one try everywhere, or nowhere.
	 * @throws TooManyAttempts when one of the counters is not open again yet
	 */
	void begin(List<Counter> counters) {
		this.transaction.executeWithoutResult((_) -> counters.stream()
			// In one order for all, so that no two wait for each other.
			.sorted(Comparator.comparing(Counter::subject))
			.forEach(this::count));
	}

	/** Takes a try back that was fine. */
	void giveBack(List<Counter> counters) {
		this.transaction.executeWithoutResult(
				(_) -> counters.stream().sorted(Comparator.comparing(Counter::subject)).forEach((counter) -> {
					Row row = lock(counter);
					double level = Math.max(0, row.level() - 1);
					save(counter, level, row.lastAt(), row.lastAt().plus(counter.waitAt(level)));
				}));
	}

	void forget(Counter counter) {
		this.jdbc.sql("delete from tries where subject = :subject").param("subject", counter.subject()).update();
	}

	private void count(Counter counter) {
		Row row = lock(counter);
		// Asked after the wait for the row: who had it before may have come later.
		Instant now = now();
		if (row.mustWait() && row.openAt().isAfter(now)) {
			throw new TooManyAttempts(Duration.between(now, row.openAt()));
		}
		double level = counter.levelAfter(row.level(), Duration.between(row.lastAt(), now)) + 1;
		save(counter, level, now, now.plus(counter.waitAt(level)));
	}

	/** In milliseconds: what a database rounds up would lie in the future. */
	private Instant now() {
		return this.clock.instant().truncatedTo(ChronoUnit.MILLIS);
	}

	private Row lock(Counter counter) {
		OffsetDateTime now = now().atOffset(ZoneOffset.UTC);
		try {
			this.jdbc.sql("""
					insert into tries (subject, level, last_at, open_at) values (:subject, 0, :now, :now)
					on conflict do nothing""").param("subject", counter.subject()).param("now", now).update();
		}
		catch (DuplicateKeyException there) {
			// H2 says so when two insert at once.
		}
		return this.jdbc.sql("select level, last_at, open_at from tries where subject = :subject for update")
			.param("subject", counter.subject())
			.query((row, _) -> new Row(row.getDouble("level"),
					row.getObject("last_at", OffsetDateTime.class).toInstant(),
					row.getObject("open_at", OffsetDateTime.class).toInstant()))
			.single();
	}

	private void save(Counter counter, double level, Instant lastAt, Instant openAt) {
		this.jdbc.sql("update tries set level = :level, last_at = :last, open_at = :open where subject = :subject")
			.param("level", level)
			.param("last", lastAt.atOffset(ZoneOffset.UTC))
			.param("open", openAt.atOffset(ZoneOffset.UTC))
			.param("subject", counter.subject())
			.update();
	}

	@Scheduled(fixedDelayString = "PT1H", initialDelayString = "PT5M")
	void forgetOld() {
		this.jdbc.sql("delete from tries where last_at < :old")
			.param("old", OffsetDateTime.now(this.clock).minusDays(2))
			.update();
	}

}
