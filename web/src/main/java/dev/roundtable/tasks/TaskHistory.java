package dev.roundtable.tasks;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;

import dev.roundtable.people.Viewer;
import dev.roundtable.writing.When;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who changed what in a task, for all to read. */
@Component
class TaskHistory {

	private final JdbcClient jdbc;

	TaskHistory(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	void record(Viewer by, Task before, Task after, OffsetDateTime now) {
		record(by, before, "status", before.status(), after.status(), now);
		record(by, before, "title", before.title(), after.title(), now);
		record(by, before, "severity", before.severity(), after.severity(), now);
		record(by, before, "regression", before.regression(), after.regression(), now);
		record(by, before, "component", before.component(), after.component(), now);
		record(by, before, "assignee", before.assignee(), after.assignee(), now);
		record(by, before, "fixedIn", before.fixedIn(), after.fixedIn(), now);
		record(by, before, "reason", before.reason(), after.reason(), now);
		record(by, before, "duplicateOf", before.duplicateOf(), after.duplicateOf(), now);
	}

	private void record(Viewer by, Task task, String field, @Nullable Object before, @Nullable Object after,
			OffsetDateTime now) {
		if (Objects.equals(before, after)) {
			return;
		}
		this.jdbc.sql("""
				insert into task_changes (task_number, changed_by, changed_at, field, old_value, new_value)
				values (:task, :by, :now, :field, :before, :after)
				""")
			.param("task", task.number())
			.param("by", by.id().value())
			.param("now", now)
			.param("field", field)
			.param("before", (before != null) ? before.toString() : null)
			.param("after", (after != null) ? after.toString() : null)
			.update();
	}

	/** Oldest first. */
	List<Change> of(TaskNumber task) {
		return this.jdbc.sql("""
				select a.name, c.changed_at, c.field, c.old_value, c.new_value
				from task_changes c join accounts a on a.id = c.changed_by where c.task_number = :task order by c.id
				""")
			.param("task", task.value())
			.query((row, n) -> new Change(row.getString("name"),
					When.of(row.getObject("changed_at", OffsetDateTime.class).toInstant()), row.getString("field"),
					row.getString("old_value"), row.getString("new_value")))
			.list();
	}

	record Change(String by, When at, String field, @Nullable String from, @Nullable String to) {
	}

}
