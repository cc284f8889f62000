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

	HandMade(JdbcClient jdbc, Ledger ledger) {
		this.jdbc = jdbc;
		this.ledger = ledger;
	}

	/**
	 * An issue is to be made of a task.
	 * @throws dev.roundtable.tracker.sync.SyncLedger.Taken when it has one
	 */
	void begin(ConnectionId connection, long task) {
		open(new Link(connection, task, new Link.Making(), Map.of(), List.of(), null));
	}

	/**
	 * @throws dev.roundtable.tracker.sync.SyncLedger.Taken when one of the two has
	 * another
	 */
	void join(ConnectionId connection, long task, RemoteId issue) {
		// What an issue was once, before somebody parted it from that.
		this.jdbc.sql("""
				delete from tracker_links
				where connection_id = :connection and project = :project and issue = :issue and stage = 'ENDED'
				""")
			.param("connection", connection.value())
			.param("project", issue.project())
			.param("issue", issue.issue())
			.update();
		open(Link.joining(connection, task, issue));
	}

	private void open(Link link) {
		long task = Objects.requireNonNull(link.task());
		takeAway(link.connection(), task);
		this.jdbc.sql("""
				delete from tracker_links
				where connection_id = :connection and task_number = :task and stage = 'ENDED'
				""").param("connection", link.connection().value()).param("task", task).update();
		this.ledger.open(link);
		this.ledger.want(link.connection(), new Subject.OfTask(task), true);
	}

	/** Written first, so that nobody claims it until the transaction ends. */
	private void takeAway(ConnectionId connection, long task) {
		this.ledger.want(connection, new Subject.OfTask(task), false);
		this.jdbc.sql("delete from tracker_errands where connection_id = :connection and subject = :subject")
			.param("connection", connection.value())
			.param("subject", Subjects.key(new Subject.OfTask(task)))
			.update();
	}

	/**
	 * @return the issue that it was, empty while none was made
	 * @throws NotFound when there is nothing to part
	 */
	String part(ConnectionId connection, long task, String why) {
		takeAway(connection, task);
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
				update tracker_links set stage = 'ENDED', why = :why
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
