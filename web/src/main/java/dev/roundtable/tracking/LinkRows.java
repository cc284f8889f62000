package dev.roundtable.tracking;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import dev.roundtable.tracker.Field;
import dev.roundtable.tracker.RemoteId;
import dev.roundtable.tracker.sync.Baseline;
import dev.roundtable.tracker.sync.ConnectionId;
import dev.roundtable.tracker.sync.Crossing;
import dev.roundtable.tracker.sync.Link;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.stereotype.Component;

/**
 * Links with what both sides last agreed on and which comments crossed. Only what differs
 * from the rows is written.
 */
@Component
class LinkRows {

	private static final String SELECT = """
			select l.id, l.connection_id, l.task_number, l.project, l.issue, l.stage, l.why, l.parted, l.seen_at,
			    l.seen_settled
			from tracker_links l where l.connection_id = :connection and\s""";

	private final JdbcClient jdbc;

	private final LinkParts parts;

	LinkRows(JdbcClient jdbc, LinkParts parts) {
		this.jdbc = jdbc;
		this.parts = parts;
	}

	/** A link and the row that it is. */
	record Stored(long id, Link link) {
	}

	Optional<Stored> ofTask(ConnectionId connection, long task) {
		return whole(select(connection, "l.task_number = :task").param("task", task)).stream().findFirst();
	}

	Optional<Stored> ofIssue(ConnectionId connection, RemoteId issue) {
		return whole(select(connection, "l.project = :project and l.issue = :issue").param("project", issue.project())
			.param("issue", issue.issue())).stream().findFirst();
	}

	List<Link> joined(ConnectionId connection, long afterTask, int most) {
		return whole(
				select(connection, "l.stage = 'JOINED' and l.task_number > :after order by l.task_number limit :most")
					.param("after", afterTask)
					.param("most", most))
			.stream()
			.map(Stored::link)
			.toList();
	}

	/** The row that a link takes the place of, locked until the transaction ends. */
	Optional<Stored> lock(Link link) {
		Optional<Stored> found = Optional.empty();
		if (link.task() != null) {
			found = whole(select(link.connection(), "l.task_number = :task for update").param("task", link.task()))
				.stream()
				.findFirst();
		}
		RemoteId issue = link.issue();
		if (found.isEmpty() && issue != null) {
			found = whole(select(link.connection(),
					"l.project = :project and l.issue = :issue and l.task_number is null for update")
				.param("project", issue.project())
				.param("issue", issue.issue())).stream().findFirst();
		}
		return found;
	}

	private JdbcClient.StatementSpec select(ConnectionId connection, String which) {
		return this.jdbc.sql(SELECT + which).param("connection", connection.value());
	}

	private List<Stored> whole(JdbcClient.StatementSpec select) {
		List<Stored> bare = select.query(LinkRows::bare).list();
		if (bare.isEmpty()) {
			return bare;
		}
		Long[] ids = bare.stream().map(Stored::id).toArray(Long[]::new);
		Map<Long, Map<Field, Baseline>> fields = this.parts.fields(ids);
		Map<Long, List<Crossing>> comments = this.parts.comments(ids);
		return bare.stream()
			.map((one) -> new Stored(one.id(),
					new Link(one.link().connection(), one.link().task(), one.link().stage(),
							fields.getOrDefault(one.id(), Map.of()), comments.getOrDefault(one.id(), List.of()),
							one.link().seen())))
			.toList();
	}

	private static Stored bare(ResultSet row, int number) throws SQLException {
		String project = row.getString("project");
		RemoteId issue = (project != null) ? new RemoteId(project, row.getString("issue")) : null;
		Link.Stage stage = switch (row.getString("stage")) {
			case "MAKING" -> new Link.Making();
			case "TAKING" -> new Link.Taking(Objects.requireNonNull(issue));
			case "JOINED" -> new Link.Joined(Objects.requireNonNull(issue));
			case "ENDED" ->
				new Link.Ended(issue, Objects.requireNonNullElse(row.getString("why"), ""), row.getBoolean("parted"));
			default -> throw new IllegalStateException("no stage");
		};
		OffsetDateTime seen = row.getObject("seen_at", OffsetDateTime.class);
		return new Stored(row.getLong("id"),
				new Link(new ConnectionId(row.getLong("connection_id")), row.getObject("task_number", Long.class),
						stage, Map.of(), List.of(),
						(seen != null) ? new Link.Seen(seen.toInstant(), row.getBoolean("seen_settled")) : null));
	}

	/**
	 * @throws org.springframework.dao.DuplicateKeyException when the task or the issue
	 * has one
	 */
	void add(Link link) {
		free(link, 0);
		GeneratedKeyHolder key = new GeneratedKeyHolder();
		bind(this.jdbc.sql("""
				insert into tracker_links (connection_id, task_number, project, issue, stage, why, parted, seen_at,
				    seen_settled)
				values (:connection, :task, :project, :issue, :stage, :why, :parted, :seen, :settled)
				"""), link).param("connection", link.connection().value()).update(key, "id");
		this.parts.write(Objects.requireNonNull(key.getKeyAs(Long.class)), Map.of(), List.of(), link);
	}

	/**
	 * Only what differs.
	 * @throws org.springframework.dao.DuplicateKeyException when the issue has another
	 * one
	 */
	void replace(Stored stored, Link link) {
		if (!isSameRow(stored.link(), link)) {
			free(link, stored.id());
			bind(this.jdbc.sql("""
					update tracker_links set task_number = :task, project = :project, issue = :issue, stage = :stage,
					    why = :why, parted = :parted, seen_at = :seen, seen_settled = :settled
					where id = :id
					"""), link).param("id", stored.id()).update();
		}
		this.parts.write(stored.id(), stored.link().fields(), stored.link().comments(), link);
	}

	/** An issue that was parted from a task may come to one again. */
	private void free(Link link, long row) {
		if (link.task() != null && link.stage() instanceof Link.Joined(RemoteId issue)) {
			this.jdbc.sql("""
					delete from tracker_links
					where connection_id = :connection and project = :project and issue = :issue
					and task_number is null and stage = 'ENDED' and id <> :row
					""")
				.param("connection", link.connection().value())
				.param("project", issue.project())
				.param("issue", issue.issue())
				.param("row", row)
				.update();
		}
	}

	private static boolean isSameRow(Link one, Link other) {
		return Objects.equals(one.task(), other.task()) && one.stage().equals(other.stage())
				&& Objects.equals(one.seen(), other.seen());
	}

	private static JdbcClient.StatementSpec bind(JdbcClient.StatementSpec statement, Link link) {
		RemoteId issue = link.issue();
		Link.Seen seen = link.seen();
		Link.@Nullable Ended ended = (link.stage() instanceof Link.Ended end) ? end : null;
		return statement.param("task", link.task(), Types.BIGINT)
			.param("project", (issue != null) ? issue.project() : null)
			.param("issue", (issue != null) ? issue.issue() : null)
			.param("stage", name(link.stage()))
			.param("why", (ended != null) ? Texts.reason(ended.why()) : null)
			.param("parted", ended != null && ended.parted())
			.param("seen", (seen != null) ? seen.updatedAt().atOffset(ZoneOffset.UTC) : null,
					Types.TIMESTAMP_WITH_TIMEZONE)
			.param("settled", seen != null && seen.settled());
	}

	private static String name(Link.Stage stage) {
		return switch (stage) {
			case Link.Making() -> "MAKING";
			case Link.Taking _ -> "TAKING";
			case Link.Joined _ -> "JOINED";
			case Link.Ended _ -> "ENDED";
		};
	}

	/** All that was wanted about a task is done. */
	void agreed(ConnectionId connection, long task, OffsetDateTime at) {
		this.jdbc.sql("""
				update tracker_links set agreed_at = :at
				where connection_id = :connection and task_number = :task and stage = 'JOINED'
				""").param("at", at).param("connection", connection.value()).param("task", task).update();
	}

}
