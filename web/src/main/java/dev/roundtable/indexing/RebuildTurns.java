package dev.roundtable.indexing;

import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Objects;
import java.util.Optional;

import dev.roundtable.search.DocumentKey.Type;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * How far the making of a new index has come, and whose turn it is to take the next step.
 * A turn ends by itself when the node that took it is gone; what a node that was only
 * slow says after that changes nothing.
 */
@Component
class RebuildTurns {

	private static final Duration LONGEST_TURN = Duration.ofMinutes(3);

	private final JdbcClient jdbc;

	private final TransactionTemplate transaction;

	private final Clock clock;

	RebuildTurns(JdbcClient jdbc, TransactionTemplate transaction, Clock clock) {
		this.jdbc = jdbc;
		this.transaction = transaction;
		this.clock = clock;
	}

	/**
	 * Does nothing where one is being made.
	 * @return whether this one asked for it
	 */
	boolean ask() {
		return this.jdbc
			.sql("insert into index_rebuilds (running, asked_at) values ('RUNNING', :now) on conflict do nothing")
			.param("now", OffsetDateTime.now(this.clock))
			.update() > 0;
	}

	/** The one that is being made, else the last. */
	Optional<Progress> progress() {
		return this.jdbc.sql("""
				select running is not null as running, done, total, asked_at, finished_at
				from index_rebuilds order by id desc limit 1
				""").query(Progress.class).optional();
	}

	/** Empty when nothing is to be done, or somebody else is at it. */
	Optional<Turn> take() {
		return Objects.requireNonNull(this.transaction.execute((_) -> {
			OffsetDateTime now = OffsetDateTime.now(this.clock);
			Optional<Turn> next = this.jdbc.sql("""
					select id, turn + 1 as number, index_name as name, kind, past from index_rebuilds
					where running is not null and (taken_until is null or taken_until < :now)
					for update skip locked
					""").param("now", now).query(Turn.class).optional();
			next.ifPresent((turn) -> this.jdbc
				.sql("update index_rebuilds set turn = :turn, taken_until = :until where id = :id")
				.param("turn", turn.number())
				.param("until", now.plus(LONGEST_TURN))
				.param("id", turn.id())
				.update());
			return next;
		}));
	}

	/** The step was not taken. */
	void release(Turn turn) {
		this.jdbc.sql("update index_rebuilds set taken_until = null where id = :id and turn = :turn")
			.param("id", turn.id())
			.param("turn", turn.number())
			.update();
	}

	/** From the start, on an index of that name. */
	void begin(Turn turn, String name, long total) {
		this.jdbc.sql("""
				update index_rebuilds
				set index_name = :name, kind = 'TOPIC', past = 0, done = 0, total = :total, taken_until = null
				where id = :id and turn = :turn
				""")
			.param("name", name)
			.param("total", total)
			.param("id", turn.id())
			.param("turn", turn.number())
			.update();
	}

	void advance(Turn turn, Type kind, long past, int done) {
		this.jdbc.sql("""
				update index_rebuilds set kind = :kind, past = :past, done = done + :done, taken_until = null
				where id = :id and turn = :turn
				""")
			.param("kind", kind.name())
			.param("past", past)
			.param("done", done)
			.param("id", turn.id())
			.param("turn", turn.number())
			.update();
	}

	void finish(Turn turn) {
		this.jdbc.sql("""
				update index_rebuilds set running = null, finished_at = :now, taken_until = null
				where id = :id and turn = :turn
				""")
			.param("now", OffsetDateTime.now(this.clock))
			.param("id", turn.id())
			.param("turn", turn.number())
			.update();
	}

	/**
	 * @param name of the index that is being made, null before it was begun
	 * @param kind what is read now
	 * @param past the last of it that was written
	 */
	record Turn(long id, long number, @Nullable String name, String kind, long past) {
	}

	record Progress(boolean running, long done, long total, OffsetDateTime askedAt,
			@Nullable OffsetDateTime finishedAt) {

		int percent() {
			return this.running ? (int) Math.min(99, 100 * this.done / Math.max(1, this.total)) : 100;
		}

	}

}
