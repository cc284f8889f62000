package dev.roundtable.tracking;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import dev.roundtable.http.NotFound;
import dev.roundtable.tracker.RemoteId;
import dev.roundtable.tracker.sync.ConnectionId;
import dev.roundtable.tracker.sync.Link;
import dev.roundtable.tracker.sync.Subject;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Links that people make and part, in the caller's transaction. A link is written under
 * the claim of its task's errand; whoever writes it here takes that away first, so that a
 * worker that has it in hand keeps nothing.
 */
@Component
class HandMade {

	private final JdbcClient jdbc;

	private final Ledger ledger;

	private final Errands errands;

	HandMade(JdbcClient jdbc, Ledger ledger, Errands errands) {
		this.jdbc = jdbc;
		this.ledger = ledger;
		this.errands = errands;
	}

	/**
	 * An issue is to be made of a task.
	 * @throws dev.roundtable.tracker.sync.SyncLedger.Taken when it has one
	 */
	void begin(ConnectionId connection, long task) {
		open(new Link(connection, task, new Link.Making(), Map.of(), List.of(), null));
	}

	/**
	 * A task that the issue was parted from has none then, and gets none by a rule.
	 * @throws dev.roundtable.tracker.sync.SyncLedger.Taken when one of the two has
	 * another
	 */
	void join(ConnectionId connection, long task, RemoteId issue) {
		this.jdbc.sql("""
				update tracker_links set project = null, issue = null, parted = true
				where connection_id = :connection and project = :project and issue = :issue and stage = 'ENDED'
				and task_number <> :task
				""")
			.param("connection", connection.value())
			.param("project", issue.project())
			.param("issue", issue.issue())
			.param("task", task)
			.update();
		open(Link.joining(connection, task, issue));
	}

	private void open(Link link) {
		long task = Objects.requireNonNull(link.task());
		this.errands.takeAway(link.connection(), new Subject.OfTask(task));
		leave(link.connection(), task);
		this.ledger.open(link);
		this.ledger.want(link.connection(), new Subject.OfTask(task), true);
	}

	/**
	 * The issue that a task had stays where it is: it becomes no task of its own because
	 * this one gets another.
	 */
	private void leave(ConnectionId connection, long task) {
		Optional<Link> before = this.ledger.ofTask(connection, task)
			.filter((link) -> link.stage() instanceof Link.Ended);
		if (before.isEmpty()) {
			return;
		}
		this.jdbc.sql("""
				delete from tracker_links
				where connection_id = :connection and task_number = :task and stage = 'ENDED'
				""").param("connection", connection.value()).param("task", task).update();
		if (before.get().stage() instanceof Link.Ended(RemoteId issue, String why, boolean _) && issue != null) {
			this.ledger.open(new Link(connection, null, new Link.Ended(issue, why, true), Map.of(), List.of(), null));
		}
	}

	/**
	 * @return the issue that it was, empty while none was made
	 * @throws NotFound when there is nothing to part
	 */
	String part(ConnectionId connection, long task, String why) {
		this.errands.takeAway(connection, new Subject.OfTask(task));
		@Nullable String issue = this.jdbc.sql("""
				select coalesce(issue, '') from tracker_links
				where connection_id = :connection and task_number = :task and stage <> 'ENDED' for update
				""")
			.param("connection", connection.value())
			.param("task", task)
			.query(String.class)
			.optional()
			.orElseThrow(() -> new NotFound("link of task " + task));
		this.jdbc.sql("""
				update tracker_links set stage = 'ENDED', why = :why, parted = true
				where connection_id = :connection and task_number = :task
				""")
			.param("why", Texts.reason(why))
			.param("connection", connection.value())
			.param("task", task)
			.update();
		return issue;
	}

	/** The task that has an issue, where that is another one. */
	Optional<Long> holder(ConnectionId connection, RemoteId issue, long task) {
		return this.jdbc.sql("""
				select task_number from tracker_links
				where connection_id = :connection and project = :project and issue = :issue and stage <> 'ENDED'
				and task_number <> :task
				""")
			.param("connection", connection.value())
			.param("project", issue.project())
			.param("issue", issue.issue())
			.param("task", task)
			.query(Long.class)
			.optional();
	}

	boolean isParted(ConnectionId connection, long task) {
		return this.jdbc.sql("""
				select count(*) from tracker_links
				where connection_id = :connection and task_number = :task and stage = 'ENDED'
				""").param("connection", connection.value()).param("task", task).query(Long.class).single() > 0;
	}

}
