package dev.roundtable.tracking;

import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;

import dev.roundtable.tasks.TaskQueries;
import dev.roundtable.tracker.sync.ConnectionId;
import dev.roundtable.tracker.sync.Subject;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Whose turn it is to be asked what changed, to be gone through, and to get issues by
 * rule. Of all nodes one takes a turn: it moves the moment of the next.
 */
@Component
class Turns {

	private static final Duration POLL = Duration.ofSeconds(60);

	/** With hooks that are heard of, asking is for what they missed. */
	private static final Duration POLL_WITH_HOOKS = Duration.ofMinutes(5);

	private static final Duration SWEEP = Duration.ofHours(6);

	/** Tasks that get issues by rule in one turn. */
	private static final int RULED = 100;

	private final JdbcClient jdbc;

	private final Errands errands;

	private final TaskQueries listed;

	private final Clock clock;

	Turns(JdbcClient jdbc, Errands errands, TaskQueries listed, Clock clock) {
		this.jdbc = jdbc;
		this.errands = errands;
		this.listed = listed;
		this.clock = clock;
	}

	void take(Connections.Settings settings) {
		ConnectionId id = settings.id();
		OffsetDateTime now = OffsetDateTime.now(this.clock);
		if (isMine("poll_due_at", id, now, hooked(id, now) ? POLL_WITH_HOOKS : POLL)) {
			this.errands.want(id, new Subject.Poll(), false);
			byRule(settings);
		}
		if (isMine("sweep_due_at", id, now, SWEEP)) {
			this.errands.want(id, new Subject.Sweep(), false);
		}
	}

	private boolean isMine(String turn, ConnectionId id, OffsetDateTime now, Duration every) {
		return this.jdbc
			.sql("update tracker_states set " + turn + " = :next where connection_id = :id and " + turn + " <= :now"
					+ " and paused_at is null")
			.param("next", now.plus(every))
			.param("id", id.value())
			.param("now", now)
			.update() > 0;
	}

	private boolean hooked(ConnectionId id, OffsetDateTime now) {
		return this.jdbc.sql("select count(*) from tracker_states where connection_id = :id and hinted_at > :since")
			.param("id", id.value())
			.param("since", now.minusHours(1))
			.query(Long.class)
			.single() > 0;
	}

	/**
	 * How many people have it is no act of the journal, so the rule itself is asked. It
	 * goes on behind the last task, and begins anew at the end.
	 */
	private void byRule(Connections.Settings settings) {
		String query = settings.pushed();
		if (query == null) {
			return;
		}
		long behind = this.jdbc.sql("select ruled_to from tracker_states where connection_id = :id")
			.param("id", settings.id().value())
			.query(Long.class)
			.single();
		List<Long> found = this.listed.found(query, behind, RULED);
		List<Long> linked = this.jdbc.sql("""
				select task_number from tracker_links where connection_id = :id and task_number = any(:tasks)
				""")
			.param("id", settings.id().value())
			.param("tasks", found.toArray(Long[]::new))
			.query(Long.class)
			.list();
		found.stream()
			.filter((task) -> !linked.contains(task))
			.forEach((task) -> this.errands.want(settings.id(), new Subject.OfTask(task), false));
		this.jdbc.sql("update tracker_states set ruled_to = :to where connection_id = :id")
			.param("to", (found.size() < RULED) ? 0 : found.getLast())
			.param("id", settings.id().value())
			.update();
	}

}
