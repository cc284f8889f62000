package dev.roundtable.tasks;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;

import dev.roundtable.people.AccountId;

import org.springframework.jdbc.core.BatchPreparedStatementSetter;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.stereotype.Component;

/**
 * Puts many rows on the list at once, for feedback that was given elsewhere. Publishes no
 * events: who calls it sees to the index, in the same transaction.
 */
@Component
public class TaskImport {

	/**
	 * Where it was fixed, or whether, is not known: only that its source had closed it.
	 */
	static final String CLOSED_BEFORE = "import";

	static final String CLOSED_REASON = "Closed at its source before the import. 导入之前已在原处关闭。";

	private final JdbcTemplate batch;

	private final JdbcClient jdbc;

	private final Merges merges;

	TaskImport(JdbcTemplate batch, JdbcClient jdbc, Merges merges) {
		this.batch = batch;
		this.jdbc = jdbc;
		this.merges = merges;
	}

	/**
	 * @return the numbers, in the order of the tasks
	 */
	public List<TaskNumber> open(List<NewTask> tasks) {
		if (tasks.isEmpty()) {
			return List.of();
		}
		GeneratedKeyHolder keys = new GeneratedKeyHolder();
		this.batch.batchUpdate((connection) -> connection.prepareStatement("""
				insert into tasks (kind, title, status, status_at, severity, component, author_id,
				                   origin, origin_ref, standing, created_at, updated_at)
				values (?, ?, ?, ?, 'NORMAL', ?, ?, ?, ?, ?, ?, ?)
				""", new String[] { "number" }), new BatchPreparedStatementSetter() {

			@Override
			public void setValues(PreparedStatement row, int i) throws SQLException {
				set(row, tasks.get(i));
			}

			@Override
			public int getBatchSize() {
				return tasks.size();
			}

		}, keys);
		List<TaskNumber> numbers = keys.getKeyList()
			.stream()
			.map((key) -> TaskNumber.of(((Number) key.values().iterator().next()).longValue()))
			.toList();
		release(numbers, tasks);
		return numbers;
	}

	private void release(List<TaskNumber> numbers, List<NewTask> tasks) {
		List<Object[]> releases = new ArrayList<>();
		List<Object[]> reasons = new ArrayList<>();
		for (int i = 0; i < tasks.size(); i++) {
			if (tasks.get(i).closed()) {
				releases.add(new Object[] { numbers.get(i).value(), CLOSED_BEFORE, tasks.get(i).lastTouched() });
				reasons.add(new Object[] { numbers.get(i).value(), CLOSED_REASON, tasks.get(i).lastTouched() });
			}
		}
		this.batch.batchUpdate("insert into task_releases (task_number, build, released_at) values (?, ?, ?)",
				releases);
		this.batch.batchUpdate("insert into task_reasons (task_number, reason, given_at) values (?, ?, ?)", reasons);
	}

	private static void set(PreparedStatement row, NewTask task) throws SQLException {
		Origin origin = new Origin.FromTopic(task.topic());
		row.setString(1, task.kind().name());
		row.setString(2, task.title());
		row.setString(3, (task.closed() ? TaskStatus.RELEASED : TaskStatus.NEW).name());
		row.setObject(4, task.lastTouched());
		row.setString(5, task.component());
		row.setLong(6, task.author().value());
		row.setString(7, origin.place().name());
		row.setString(8, origin.reference());
		row.setDouble(9, TaskRank.standing(1, 0, Severity.NORMAL, false, task.created().toInstant()));
		row.setObject(10, task.created());
		row.setObject(11, task.lastTouched());
	}

	/**
	 * Takes a task off the list whose topics stand with another one now. If nobody has
	 * touched it, it never was; otherwise it stays as a duplicate, with all that was
	 * said.
	 * @return whether it is gone
	 */
	public boolean giveWay(TaskNumber task, TaskNumber original) {
		long number = task.value();
		boolean untouched = this.jdbc.sql("""
				select count(*) from tasks t where t.number = :task and t.version = 1 and t.answered_at is null
				and not exists (select 1 from task_comments c where c.task_number = t.number)
				and not exists (select 1 from task_changes c where c.task_number = t.number)
				and not exists (select 1 from task_merges m where m.parent = t.number or m.child = t.number)
				""").param("task", number).query(Long.class).single() > 0;
		if (untouched) {
			for (String rows : List.of("task_releases where task_number", "task_reasons where task_number",
					"tasks where number")) {
				this.jdbc.sql("delete from " + rows + " = :task").param("task", number).update();
			}
			return true;
		}
		this.merges.detach(number);
		this.merges.attach(number, original.value(), TaskStatus.NEW, null);
		this.jdbc.sql("""
				update tasks set touched = nextval('task_touches'), status = 'DUPLICATE', version = version + 1
				where number = :task
				""").param("task", number).update();
		return false;
	}

	/** The task that stands for this one on the list. */
	public TaskNumber original(TaskNumber task) {
		return this.merges.root(task.value()).map(TaskNumber::of).orElse(task);
	}

	/** Sets how many people these tasks affect. */
	public void recount(List<Count> counts) {
		for (Count count : counts) {
			Rated task = this.jdbc.sql("""
					select t.severity, t.regression, t.created_at, coalesce(w.points, 0) from tasks t
					left join task_overrides w on w.task_number = t.number where t.number = :task
					""")
				.param("task", count.task().value())
				.query((row, n) -> new Rated(row.getString(1), row.getBoolean(2),
						row.getObject(3, OffsetDateTime.class), row.getInt(4)))
				.single();
			this.jdbc.sql("""
					update tasks set touched = nextval('task_touches'), people = :people, votes = :votes,
					                 standing = :standing
					where number = :task
					""")
				.param("people", count.people())
				.param("votes", count.votes())
				.param("standing",
						TaskRank.standing(count.people(), count.votes(), Severity.valueOf(task.severity()),
								task.regression(), task.createdAt().toInstant()) + task.points())
				.param("task", count.task().value())
				.update();
		}
	}

	/**
	 * @param topic id of the topic it comes from
	 * @param closed where it comes from
	 * @param lastTouched the last that is known to have happened to it
	 */
	public record NewTask(long topic, TaskKind kind, String title, String component, AccountId author,
			OffsetDateTime created, boolean closed, OffsetDateTime lastTouched) {
	}

	public record Count(TaskNumber task, int people, int votes) {
	}

	private record Rated(String severity, boolean regression, OffsetDateTime createdAt, int points) {
	}

}
