package dev.roundtable.tasks;

import java.util.List;
import java.util.Map;

import dev.roundtable.journal.Journal;
import dev.roundtable.people.AccountId;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The builds that open work is meant for, as builds come and go. */
@Component
public class PlannedBuilds {

	private final JdbcClient jdbc;

	private final TaskRules rules;

	private final Journal journal;

	PlannedBuilds(JdbcClient jdbc, TaskRules rules, Journal journal) {
		this.jdbc = jdbc;
		this.rules = rules;
		this.journal = journal;
	}

	/**
	 * This build will not be: what was meant for it is meant for none. In the transaction
	 * of what happened; whoever calls has asked who may.
	 */
	public void dropped(Build build, AccountId by) {
		List<Long> tasks = this.jdbc.sql("select task_number from task_plans where build = :build order by task_number")
			.param("build", build.name())
			.query(Long.class)
			.list();
		for (long task : tasks) {
			this.jdbc.sql("delete from task_plans where task_number = :task").param("task", task).update();
			this.jdbc.sql("""
					update tasks set touched = nextval('task_touches'), version = version + 1 where number = :task
					""").param("task", task).update();
			this.journal.record(by.value(), "unscheduled", Tasks.subject(task), this.rules.told(TaskNumber.of(task)),
					Map.of("from", build.name(), "to", ""));
		}
	}

}
