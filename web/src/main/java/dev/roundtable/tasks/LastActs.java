package dev.roundtable.tasks;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.roundtable.people.Viewer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What each task was before the last act of somebody, as long as nothing else has become
 * of it: enough to take that act back as if it had not been.
 */
@Component
public class LastActs {

	/** What can be taken back in one step. All else has a form of one field. */
	private static final Set<String> KNOWN = Set.of("sent-back", "asked", "confirmed", "planned", "started", "fixed",
			"released", "verified", "declined", "merged", "reopened", "rated", "sorted", "assigned", "unassigned",
			"scheduled", "unscheduled");

	private final JdbcClient jdbc;

	private final JsonMapper json;

	LastActs(JdbcClient jdbc, JsonMapper json) {
		this.jdbc = jdbc;
		this.json = json;
	}

	/**
	 * What the rows of a task say now. The caller has locked it, and is about to change
	 * it.
	 */
	Was before(Task task) {
		List<State> states = this.jdbc.sql("""
				select 'task_reasons' as place, reason as what, given_by as person, given_at as at from task_reasons
				where task_number = :task
				union all select 'task_fixes', build, fixed_by, fixed_at from task_fixes where task_number = :task
				union all select 'task_releases', build, released_by, released_at from task_releases
				where task_number = :task
				union all select 'task_plans', build, planned_by, planned_at from task_plans where task_number = :task
				union all select 'answered', '', null, answered_at from tasks where number = :task
				union all select 'decided', '', null, decided_at from tasks where number = :task
				""").param("task", task.number()).query(State.class).list();
		return new Was(task.status(), task.statusBy(), task.statusAt(), task.severity(), task.component(),
				task.assigneeId(), task.plannedFor(), states);
	}

	/** Remembers it with the act that made something else of it, where that is known. */
	void keep(Task before, Was was, Change change, Viewer by) {
		boolean known = before.status() != TaskStatus.DUPLICATE && !change.acts().isEmpty()
				&& change.acts().stream().allMatch((act) -> KNOWN.contains(act.action()));
		if (!known) {
			// What is there is of a version that has passed.
			return;
		}
		String text = this.json.writeValueAsString(was);
		int again = write(
				"update task_last_acts set version = :version, done_by = :by, was = :was where task_number = :task",
				before, text, by);
		if (again == 0) {
			write("insert into task_last_acts (task_number, version, done_by, was) values (:task, :version, :by, :was)",
					before, text, by);
		}
	}

	private int write(String sql, Task before, String was, Viewer by) {
		return this.jdbc.sql(sql)
			.param("task", before.number())
			.param("version", before.version() + 1)
			.param("by", by.id().value())
			.param("was", was)
			.update();
	}

	/** What somebody did last to a task, if that is the last that became of it. */
	Optional<Was> of(Viewer by, long task, long version) {
		return this.jdbc
			.sql("select was from task_last_acts where task_number = :task and version = :version and done_by = :by")
			.param("task", task)
			.param("version", version)
			.param("by", by.id().value())
			.query(String.class)
			.optional()
			.map((was) -> this.json.readValue(was, Was.class));
	}

	/** What she can take back now, for pages to offer it. */
	public Optional<Offer> offer(Viewer viewer, long task) {
		return this.jdbc.sql("""
				select l.was, t.status, t.version from task_last_acts l
				join tasks t on t.number = l.task_number and t.version = l.version
				where l.task_number = :task and l.done_by = :by
				""").param("task", task).param("by", viewer.id().value()).query((row, _) -> {
			TaskStatus now = TaskStatus.valueOf(row.getString("status"));
			Was was = this.json.readValue(row.getString("was"), Was.class);
			return new Offer(task, row.getLong("version"), (was.status() != now) ? now : null);
		}).optional();
	}

	/**
	 * @param status that the act gave it, of which fans are told; null where it has the
	 * one that it had
	 */
	public record Offer(long number, long version, @Nullable TaskStatus status) {
	}

	/**
	 * @param states the rows beside the task's own
	 */
	record Was(TaskStatus status, @Nullable Long statusBy, OffsetDateTime statusAt, Severity severity,
			@Nullable String component, @Nullable Long assigneeId, @Nullable String plannedFor, List<State> states) {

		/** Since when somebody has answered it, or decided on it; null for not yet. */
		@Nullable OffsetDateTime since(String what) {
			return this.states.stream()
				.filter((state) -> state.place().equals(what))
				.findFirst()
				.map(State::at)
				.orElse(null);
		}

	}

	/** A row that belongs to the status: who said or did it, and when. */
	record State(String place, String what, @Nullable Long person, @Nullable OffsetDateTime at) {
	}

}
