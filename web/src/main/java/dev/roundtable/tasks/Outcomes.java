package dev.roundtable.tasks;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.roundtable.journal.Journal;
import dev.roundtable.site.Audience;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What becomes of tasks by rule when people have voted on them. The room that counts
 * calls this, in the transaction that makes the count final. Like {@link TaskRules} it
 * asks for no capability.
 */
@Component
public class Outcomes {

	/** On the way to the plan. What is in work already is not taken back to it. */
	private static final Set<TaskStatus> BEFORE = EnumSet.of(TaskStatus.NEW, TaskStatus.NEEDS_INFO,
			TaskStatus.CONFIRMED);

	private final JdbcClient jdbc;

	private final Merges merges;

	private final Journal journal;

	private final ApplicationEventPublisher events;

	private final Clock clock;

	Outcomes(JdbcClient jdbc, Merges merges, Journal journal, ApplicationEventPublisher events, Clock clock) {
		this.jdbc = jdbc;
		this.merges = merges;
		this.journal = journal;
		this.events = events;
		this.clock = clock;
	}

	/**
	 * Plans what was chosen, or the task that stands for it by now, unless it is planned,
	 * in work, done or declined.
	 * @param tasks chosen ones
	 * @param title of what people voted in
	 * @return those that moved
	 */
	public List<TaskNumber> plan(Collection<Long> tasks, String title) {
		List<Long> roots = tasks.stream()
			.flatMap((task) -> this.merges.root(task).stream())
			.distinct()
			.sorted()
			.toList();
		if (roots.isEmpty()) {
			return List.of();
		}
		this.merges.lock(roots);
		return roots.stream().filter((task) -> plan(task, title)).map(TaskNumber::of).toList();
	}

	private boolean plan(long task, String title) {
		TaskStatus before = this.jdbc.sql("select status from tasks where number = :task")
			.param("task", task)
			.query(TaskStatus.class)
			.single();
		if (!BEFORE.contains(before) || !before.canBecome(TaskStatus.PLANNED)) {
			return false;
		}
		String reason = RuleReasons.chosen(title);
		OffsetDateTime now = OffsetDateTime.now(this.clock);
		this.jdbc.sql("""
				update tasks set touched = nextval('task_touches'), status = 'PLANNED', status_at = :now,
				    status_by = null, updated_at = :now,
				    answered_at = coalesce(answered_at, :now), decided_at = coalesce(decided_at, :now),
				    version = version + 1
				where number = :task
				""").param("now", now).param("task", task).update();
		this.jdbc.sql("delete from task_reasons where task_number = :task").param("task", task).update();
		this.jdbc.sql("""
				insert into task_reasons (task_number, reason, given_by, given_at) values (:task, :reason, null, :now)
				""").param("task", task).param("reason", reason).param("now", now).update();
		this.journal.record(null, "planned", Tasks.subject(task), this.merges.told(List.of(task), Audience.EVERYONE),
				Map.of("from", before.name(), "to", TaskStatus.PLANNED.name(), "reason", reason, "title", title));
		this.events.publishEvent(new TaskChanged(TaskNumber.of(task)));
		return true;
	}

}
