package dev.roundtable.tasks;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.roundtable.http.NotFound;
import dev.roundtable.http.Once;
import dev.roundtable.http.OnceKey;
import dev.roundtable.journal.Journal;
import dev.roundtable.limits.Act;
import dev.roundtable.limits.Limits;
import dev.roundtable.people.Capability;
import dev.roundtable.people.Viewer;
import dev.roundtable.site.Audience;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * How much work the team thinks tasks are: what one weighs the votes against. It is the
 * team's, as is who said it: fans would take it for a promise.
 */
@Component
public class Efforts {

	private final JdbcClient jdbc;

	private final Tasks tasks;

	private final Journal journal;

	private final Once once;

	private final Limits limits;

	private final Clock clock;

	Efforts(JdbcClient jdbc, Tasks tasks, Journal journal, Once once, Limits limits, Clock clock) {
		this.jdbc = jdbc;
		this.tasks = tasks;
		this.journal = journal;
		this.once = once;
		this.limits = limits;
		this.clock = clock;
	}

	/**
	 * Says it, says something else, or takes it back. The version stays: it is no column
	 * of what an engineer edits.
	 * @param effort null for none
	 * @throws NotFound when there is no such task for her
	 */
	public void set(Viewer by, TaskNumber number, @Nullable Effort effort, OnceKey key) {
		by.require(Capability.CHANGE_TASKS);
		this.limits.spend(by, Act.TASK);
		this.tasks.find(number, by);
		this.once.write(key.asking("effort " + number, String.valueOf(effort)), () -> {
			this.tasks.lock(number, by);
			Effort before = of(List.of(number.value())).get(number.value());
			if (before == effort) {
				return;
			}
			this.jdbc.sql("delete from task_efforts where task_number = :task").param("task", number.value()).update();
			if (effort != null) {
				this.jdbc
					.sql("""
							insert into task_efforts (task_number, effort, set_by, set_at) values (:task, :effort, :by, :now)
							""")
					.param("task", number.value())
					.param("effort", effort.name())
					.param("by", by.id().value())
					.param("now", OffsetDateTime.now(this.clock))
					.update();
			}
			this.journal.record(by.id().value(), "estimated", Tasks.subject(number.value()), Audience.TEAM,
					Map.of("from", named(before), "to", named(effort)));
		});
	}

	/** Of each of these that has one. The caller has seen to their audience. */
	public Map<Long, Effort> of(Collection<Long> tasks) {
		Map<Long, Effort> efforts = new HashMap<>();
		this.jdbc.sql("select task_number, effort from task_effort_facts where task_number = any(:tasks)")
			.param("tasks", tasks.toArray(Long[]::new))
			.query((row) -> {
				efforts.put(row.getLong("task_number"), Effort.valueOf(row.getString("effort")));
			});
		return efforts;
	}

	private static String named(@Nullable Effort effort) {
		return (effort != null) ? effort.name() : "–";
	}

}
