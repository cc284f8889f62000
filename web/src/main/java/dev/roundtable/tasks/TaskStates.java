package dev.roundtable.tasks;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The rows that say who did what a status tells, when and why: a reason, a fix, a
 * release. They go with the status that they belong to.
 */
@Component
class TaskStates {

	private final JdbcClient jdbc;

	private final Clock clock;

	TaskStates(JdbcClient jdbc, Clock clock) {
		this.jdbc = jdbc;
		this.clock = clock;
	}

	/**
	 * Writes what a change asks for and removes what it takes back. The caller has locked
	 * the task.
	 * @param by null where nobody in particular does it
	 */
	void keep(long task, Change change, @Nullable Long by) {
		if (change.moves() && change.next().isOpen()) {
			remove("task_fixes", task);
			remove("task_releases", task);
		}
		if (change.reason() != null) {
			remove("task_reasons", task);
			if (!change.reason().isEmpty()) {
				add("insert into task_reasons (task_number, reason, given_by, given_at) values (:task, :what, :by, :now)",
						task, change.reason(), by);
			}
		}
		if (change.moves() && !change.next().isOpen() && change.next() != TaskStatus.FIXED) {
			remove("task_plans", task);
		}
		if (change.plannedFor() != null) {
			remove("task_plans", task);
			if (!change.plannedFor().isEmpty()) {
				add("insert into task_plans (task_number, build, planned_by, planned_at) values (:task, :what, :by, :now)",
						task, change.plannedFor(), by);
			}
		}
		change.build().ifPresent((build) -> {
			boolean shipped = change.next() != TaskStatus.FIXED;
			remove(shipped ? "task_releases" : "task_fixes", task);
			add(shipped ? """
					insert into task_releases (task_number, build, released_by, released_at)
					values (:task, :what, :by, :now)
					"""
					: "insert into task_fixes (task_number, build, fixed_by, fixed_at) values (:task, :what, :by, :now)",
					task, build.name(), by);
		});
	}

	/** As it was before, by whom and since when. The caller has locked the task. */
	void restore(long task, LastActs.Was was) {
		List.of("task_reasons", "task_fixes", "task_releases", "task_plans").forEach((table) -> remove(table, task));
		for (LastActs.State state : was.states()) {
			switch (state.place()) {
				case "task_reasons" -> restore("task_reasons (task_number, reason, given_by, given_at)", task, state);
				case "task_fixes" -> restore("task_fixes (task_number, build, fixed_by, fixed_at)", task, state);
				case "task_releases" ->
					restore("task_releases (task_number, build, released_by, released_at)", task, state);
				case "task_plans" -> restore("task_plans (task_number, build, planned_by, planned_at)", task, state);
				default -> {
					// A moment of the task itself.
				}
			}
		}
	}

	private void restore(String row, long task, LastActs.State state) {
		this.jdbc.sql("insert into " + row + " values (:task, :what, :by, :at)")
			.param("task", task)
			.param("what", state.what())
			.param("by", state.person())
			.param("at", state.at())
			.update();
	}

	private void remove(String table, long task) {
		this.jdbc.sql("delete from " + table + " where task_number = :task").param("task", task).update();
	}

	private void add(String sql, long task, String what, @Nullable Long by) {
		this.jdbc.sql(sql)
			.param("task", task)
			.param("what", what)
			.param("by", by)
			.param("now", OffsetDateTime.now(this.clock))
			.update();
	}

}
