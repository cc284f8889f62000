package dev.roundtable.tracking;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

import dev.roundtable.tracker.RemoteId;
import dev.roundtable.tracker.sync.Carried;
import dev.roundtable.tracker.sync.ConnectionId;
import dev.roundtable.tracker.sync.Side;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What was carried, and what was not and why. */
@Component
public class Trail {

	/** Its words are not kept, so that who takes them back takes them back. */
	private static final String COMMENT = "comment";

	private final JdbcClient jdbc;

	Trail(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/** In the caller's transaction. */
	void add(List<Carried> carried) {
		carried.forEach(this::add);
	}

	private void add(Carried carried) {
		RemoteId issue = carried.issue();
		boolean comment = carried.what().equals(COMMENT);
		this.jdbc.sql("""
				insert into tracker_trail (connection_id, task_number, project, issue, side, what, outcome, was, became,
				    why, carried_at)
				values (:connection, :task, :project, :issue, :side, :what, :outcome, :was, :became, :why, :at)
				""")
			.param("connection", carried.connection().value())
			.param("task", carried.task())
			.param("project", (issue != null) ? issue.project() : null)
			.param("issue", (issue != null) ? issue.issue() : null)
			.param("side", carried.to().name())
			.param("what", carried.what())
			.param("outcome", carried.outcome().name())
			.param("was", comment ? null : Texts.value(carried.before()))
			.param("became", comment ? null : Texts.value(carried.after()))
			.param("why", Texts.reasonOrNone(carried.why()))
			.param("at", carried.at().atOffset(ZoneOffset.UTC))
			.update();
	}

	/**
	 * The newest first.
	 * @param task null for those of all
	 * @param before the id of the last one of the page before, {@link Long#MAX_VALUE} for
	 * the first page
	 */
	public List<Entry> of(ConnectionId connection, @Nullable Long task, long before, int most) {
		String which = "connection_id = :connection" + ((task != null) ? " and task_number = :task" : "");
		return read(which, Map.of("connection", connection.value(), "task", (task != null) ? task : 0), before, most);
	}

	/** The same of one task, over all its connections. */
	List<Entry> ofTask(long task, long before, int most) {
		return read("task_number = :task", Map.of("task", task), before, most);
	}

	private List<Entry> read(String which, Map<String, ?> of, long before, int most) {
		return this.jdbc.sql("""
				select id, connection_id, task_number, project, issue, side, what, outcome, was, became, why, carried_at
				from tracker_trail where\s""" + which + " and id < :before order by id desc limit :most")
			.params(of)
			.param("before", before)
			.param("most", most)
			.query((row, _) -> new Entry(row.getLong("id"), row.getLong("connection_id"),
					row.getObject("task_number", Long.class), row.getString("project"), row.getString("issue"),
					Side.valueOf(row.getString("side")), row.getString("what"),
					Carried.Outcome.valueOf(row.getString("outcome")), row.getString("was"), row.getString("became"),
					row.getString("why"), row.getObject("carried_at", OffsetDateTime.class).toInstant()))
			.list();
	}

	/**
	 * @param to the side that was, or would have been, written to
	 */
	public record Entry(long id, long connection, @Nullable Long task, @Nullable String project, @Nullable String issue,
			Side to, String what, Carried.Outcome outcome, @Nullable String before, @Nullable String after,
			@Nullable String why, Instant at) {
	}

}
