package dev.roundtable.tracking;

import java.util.Optional;

import dev.roundtable.tracker.RemoteId;
import dev.roundtable.tracker.sync.ConnectionId;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Answers here that are comments of a tracker. Numbers of comments are those of
 * {@link MirroredTasks.Numbers}.
 */
@Component
class TakenComments {

	private final JdbcClient jdbc;

	TakenComments(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	Optional<Long> find(ConnectionId from, RemoteId issue, String comment) {
		return this.jdbc.sql("""
				select comment_id from tracker_comments
				where connection_id = :connection and project = :project and issue = :issue and comment = :comment
				""")
			.param("connection", from.value())
			.param("project", issue.project())
			.param("issue", issue.issue())
			.param("comment", comment)
			.query(Long.class)
			.optional()
			.map(MirroredTasks.Numbers::ofAnswer);
	}

	/**
	 * In the transaction that writes the answer.
	 * @throws org.springframework.dao.DuplicateKeyException when it was written
	 * meanwhile, which undoes that
	 */
	void add(ConnectionId from, RemoteId issue, String comment, long task, long answer) {
		this.jdbc.sql("""
				insert into tracker_comments (connection_id, project, issue, comment, task_number, comment_id)
				values (:connection, :project, :issue, :comment, :task, :answer)
				""")
			.param("connection", from.value())
			.param("project", issue.project())
			.param("issue", issue.issue())
			.param("comment", comment)
			.param("task", task)
			.param("answer", answer)
			.update();
	}

	/** The connection that an answer came from. */
	Optional<ConnectionId> origin(long answer) {
		return this.jdbc.sql("select connection_id from tracker_comments where comment_id = :answer")
			.param("answer", answer)
			.query(Long.class)
			.optional()
			.map(ConnectionId::new);
	}

	/** One that came from there and was not taken back here. */
	Optional<Standing> standing(ConnectionId from, long task, long number) {
		return this.jdbc.sql("""
				select c.comment_id, c.author_id, c.body, c.version
				from tracker_comments f join task_comment_facts c on c.comment_id = f.comment_id
				where f.connection_id = :connection and f.task_number = :task and f.comment_id = :answer
				""")
			.param("connection", from.value())
			.param("task", task)
			.param("answer", MirroredTasks.Numbers.answer(number))
			.query((row, _) -> new Standing(row.getLong("comment_id"), row.getLong("author_id"), row.getString("body"),
					row.getLong("version")))
			.optional();
	}

	record Standing(long id, long author, String body, long version) {
	}

}
