package dev.roundtable.tracking;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

import dev.roundtable.tracker.sync.Claim;
import dev.roundtable.tracker.sync.ConnectionId;
import dev.roundtable.tracker.sync.Progress;
import dev.roundtable.tracker.sync.Subject;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How each connection is: whether it works or waits, and how far it has come. */
@Component
public class ConnectionStates {

	/** Why a connection waits that nobody has let go yet. */
	public static final String NEW = "new";

	/** Why one waits that a person stopped; her name follows. */
	public static final String STOPPED_BY = "stopped by ";

	static final String REMOVED = "removed";

	private final JdbcClient jdbc;

	private final Clock clock;

	ConnectionStates(JdbcClient jdbc, Clock clock) {
		this.jdbc = jdbc;
		this.clock = clock;
	}

	/** For a new connection, in its transaction: it waits for somebody to let it go. */
	void begin(ConnectionId connection, String paused) {
		this.jdbc.sql("""
				insert into tracker_states (connection_id, paused_why, paused_at, poll_due_at, sweep_due_at,
				    thorough_due_at, check_due_at)
				values (:connection, :why, :now, :now, :now, :now, :now)
				""").param("connection", connection.value()).param("why", paused).param("now", now()).update();
	}

	/**
	 * For one that was removed: what is known of its progress stays, and all its links
	 * are to be gone through.
	 */
	void beginAgain(ConnectionId connection, String paused) {
		this.jdbc
			.sql("""
					update tracker_states set paused_why = :why, paused_at = :now, rest_until = null, poll_due_at = :now,
					    sweep_due_at = :now, thorough_due_at = :now, check_due_at = :now, swept_to = 0, ruled_to = 0,
					    checked_at = null, check_outcome = null, check_account = null, check_rights = null, check_why = null,
					    everything_at = null, everything_stopped_at = null, everything_page = null, everything_seen = 0
					where connection_id = :connection
					""")
			.param("connection", connection.value())
			.param("why", paused)
			.param("now", now())
			.update();
	}

	boolean works(ConnectionId connection) {
		return this.jdbc.sql("""
				select count(*) from tracker_states where connection_id = :connection and paused_at is null
				and (rest_until is null or rest_until <= :now)
				""").param("connection", connection.value()).param("now", now()).query(Long.class).single() > 0;
	}

	Progress progress(ConnectionId connection) {
		return this.jdbc.sql("""
				select polled_to, swept_to, everything_page, ahead_ms, everything_seen from tracker_states
				where connection_id = :connection
				""").param("connection", connection.value()).query((row, _) -> {
			OffsetDateTime polled = row.getObject("polled_to", OffsetDateTime.class);
			return new Progress((polled != null) ? polled.toInstant() : Instant.EPOCH, row.getLong("swept_to"),
					row.getString("everything_page"), Duration.ofMillis(row.getLong("ahead_ms")),
					row.getLong("everything_seen"));
		}).optional().orElse(Progress.NONE);
	}

	/**
	 * Each errand has its own part of the progress; what it says of the others' is what
	 * it found when it began.
	 */
	void keep(Claim claim, Progress progress) {
		String part = switch (claim.subject()) {
			case Subject.Poll() -> "polled_to = :polled, polled_at = :now";
			case Subject.Sweep() -> "swept_to = :swept";
			case Subject.Everything() -> "everything_page = :page, everything_seen = :seen";
			case Subject.OfTask _, Subject.OfIssue _ ->
				"polled_to = :polled, swept_to = :swept, everything_page = :page, everything_seen = :seen, "
						+ "ahead_ms = :ahead";
		};
		this.jdbc.sql("update tracker_states set " + part + " where connection_id = :connection")
			.param("polled", progress.polledTo().atOffset(ZoneOffset.UTC))
			.param("now", now())
			.param("swept", progress.sweptTo())
			.param("page", progress.page())
			.param("seen", progress.seen())
			.param("ahead", progress.ahead().toMillis())
			.param("connection", claim.connection().value())
			.update();
	}

	void ahead(ConnectionId connection, Duration ahead) {
		this.jdbc.sql("update tracker_states set ahead_ms = :ahead where connection_id = :connection")
			.param("ahead", ahead.toMillis())
			.param("connection", connection.value())
			.update();
	}

	/** The first reason stays. */
	void pause(ConnectionId connection, String why) {
		this.jdbc.sql("""
				update tracker_states set paused_why = :why, paused_at = :now
				where connection_id = :connection and paused_at is null
				""")
			.param("why", Texts.reason(why))
			.param("now", now())
			.param("connection", connection.value())
			.update();
	}

	void resume(ConnectionId connection) {
		this.jdbc.sql("""
				update tracker_states set paused_why = null, paused_at = null, rest_until = null
				where connection_id = :connection
				""").param("connection", connection.value()).update();
	}

	void rest(ConnectionId connection, Instant until) {
		this.jdbc.sql("""
				update tracker_states set rest_until = :until
				where connection_id = :connection and (rest_until is null or rest_until < :until)
				""").param("until", until.atOffset(ZoneOffset.UTC)).param("connection", connection.value()).update();
	}

	private OffsetDateTime now() {
		return OffsetDateTime.now(this.clock);
	}

}
