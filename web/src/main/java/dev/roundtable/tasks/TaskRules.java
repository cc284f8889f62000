package dev.roundtable.tasks;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.roundtable.journal.Journal;
import dev.roundtable.people.AccountId;
import dev.roundtable.site.Audience;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What happens on the list by rule, without anybody of the team asking for it: the rooms
 * that know other places call this, in the transaction of what happened there. It asks
 * for no capability, and nothing that a person sends may lead here directly.
 */
@Component
public class TaskRules {

	private final JdbcClient jdbc;

	private final Tasks tasks;

	private final Merges merges;

	private final Journal journal;

	private final ApplicationEventPublisher events;

	private final Clock clock;

	TaskRules(JdbcClient jdbc, Tasks tasks, Merges merges, Journal journal, ApplicationEventPublisher events,
			Clock clock) {
		this.jdbc = jdbc;
		this.tasks = tasks;
		this.merges = merges;
		this.journal = journal;
		this.events = events;
		this.clock = clock;
	}

	/**
	 * Puts on the list what came from elsewhere.
	 * @param source who may read the place that it came from
	 */
	public TaskNumber open(AccountId author, Origin origin, NewTask task, Audience source) {
		return this.tasks.open(author, origin, task, source);
	}

	/** The task that once came from there, whatever became of it. */
	public Optional<TaskNumber> from(Origin origin) {
		return this.jdbc.sql("select number from tasks where origin = :origin and origin_ref = :ref")
			.param("origin", origin.place().name())
			.param("ref", origin.reference())
			.query(Long.class)
			.optional()
			.map(TaskNumber::of);
	}

	/**
	 * The title is its topic's, until the team has given it words of its own; the kind is
	 * the topic's.
	 */
	public void agree(TaskNumber task, String title, TaskKind kind) {
		int changed = this.jdbc.sql("""
				update tasks set touched = nextval('task_touches'),
				                 title = case when retitled then title else :title end, kind = :kind,
				                 version = version + 1, updated_at = :now
				where number = :task and (kind <> :kind or (retitled = false and title <> :title))
				""")
			.param("title", title)
			.param("kind", kind.name())
			.param("now", now())
			.param("task", task.value())
			.update();
		if (changed > 0) {
			this.events.publishEvent(new TaskChanged(task));
		}
	}

	/** Who may read the place that a task came from has changed. */
	public void shown(TaskNumber task, Audience source) {
		int changed = this.jdbc.sql("""
				update tasks set touched = nextval('task_touches'), source_audience = :source, version = version + 1
				where number = :task and source_audience <> :source
				""").param("source", source.key()).param("task", task.value()).update();
		if (changed > 0) {
			this.events.publishEvent(new TaskChanged(task));
		}
	}

	/** The same for many tasks at once. */
	public void shown(Collection<TaskNumber> tasks, Audience source) {
		if (!tasks.isEmpty()) {
			this.jdbc.sql("""
					update tasks set touched = nextval('task_touches'), source_audience = :source, version = version + 1
					where number = any(:tasks)
					""")
				.param("source", source.key())
				.param("tasks", tasks.stream().map(TaskNumber::value).toArray(Long[]::new))
				.update();
			this.events.publishEvent(new TasksShown(List.copyOf(tasks)));
		}
	}

	/** One of those who reported it has answered what was asked of fans. */
	public void toldMore(TaskNumber task, AccountId by) {
		if (move(task, TaskStatus.NEW, by, "status = 'NEEDS_INFO'") > 0) {
			this.jdbc.sql("delete from task_reasons where task_number = :task").param("task", task.value()).update();
			tell(task, by, "told-more");
		}
	}

	/**
	 * Somebody wrote below a topic of each of these: that is their last change. What
	 * somebody is working on right now is left out; his work is its last change.
	 */
	public void heard(Collection<TaskNumber> tasks) {
		List<Long> free = this.jdbc
			.sql("select number from tasks where number = any(:tasks) order by number for update skip locked")
			.param("tasks", tasks.stream().map(TaskNumber::value).toArray(Long[]::new))
			.query(Long.class)
			.list();
		this.jdbc.sql("update tasks set touched = nextval('task_touches'), updated_at = :now where number = any(:free)")
			.param("now", now())
			.param("free", free.toArray(Long[]::new))
			.update();
	}

	/** Nothing stands behind it any more: what was still to be done is not. */
	public void withdraw(TaskNumber task, @Nullable AccountId by) {
		int closed = move(task, TaskStatus.DECLINED, by,
				"status in ('NEW', 'NEEDS_INFO', 'CONFIRMED', 'PLANNED', 'IN_PROGRESS')");
		if (closed > 0) {
			this.jdbc.sql("delete from task_reasons where task_number = :task").param("task", task.value()).update();
			this.jdbc.sql("""
					insert into task_reasons (task_number, reason, given_by, given_at)
					values (:task, :reason, :by, :now)
					""")
				.param("task", task.value())
				.param("reason", RuleReasons.WITHDRAWN)
				.param("by", (by != null) ? by.value() : null)
				.param("now", now())
				.update();
			tell(task, by, "withdrawn");
		}
	}

	/** It stands behind it again. */
	public void bringBack(TaskNumber task, @Nullable AccountId by) {
		int opened = this.jdbc.sql("delete from task_reasons where task_number = :task and reason = :reason")
			.param("task", task.value())
			.param("reason", RuleReasons.WITHDRAWN)
			.update();
		if (opened > 0 && move(task, TaskStatus.NEW, by, "status = 'DECLINED'") > 0) {
			tell(task, by, "brought-back");
		}
	}

	private int move(TaskNumber task, TaskStatus to, @Nullable AccountId by, String from) {
		return this.jdbc.sql("""
				update tasks set touched = nextval('task_touches'), status = :status, status_at = :now,
				                 status_by = :by, updated_at = :now, version = version + 1
				where number = :task and\s""" + from)
			.param("status", to.name())
			.param("now", now())
			.param("by", (by != null) ? by.value() : null)
			.param("task", task.value())
			.update();
	}

	private void tell(TaskNumber task, @Nullable AccountId by, String action) {
		this.journal.record((by != null) ? by.value() : null, action, Tasks.subject(task.value()), told(task),
				Map.of());
		this.events.publishEvent(new TaskChanged(task));
	}

	Audience told(TaskNumber task) {
		return this.merges.told(List.of(task.value()), Audience.EVERYONE);
	}

	/** The numbers of a task and of all that was merged into it. */
	public List<Long> family(TaskNumber task) {
		return this.merges.family(task.value());
	}

	/** The task that stands for this one on the list; empty when there is none. */
	public Optional<TaskNumber> root(TaskNumber task) {
		return this.merges.root(task.value()).map(TaskNumber::of);
	}

	/** Keeps others from changing a task until the transaction ends, without waiting. */
	public Lock lockUnlessBusy(TaskNumber task) {
		boolean locked = this.jdbc.sql("select number from tasks where number = :number for update skip locked")
			.param("number", task.value())
			.query(Long.class)
			.optional()
			.isPresent();
		if (locked) {
			return Lock.LOCKED;
		}
		return this.merges.root(task.value()).isPresent() ? Lock.BUSY : Lock.GONE;
	}

	/** Whether a task could be locked. */
	public enum Lock {

		LOCKED, BUSY, GONE

	}

	/**
	 * Sets how many people a task affects, as the forum counts them. The caller has
	 * locked the task. The version stays: a fan's vote must not make an engineer's edit
	 * stale.
	 */
	public void recount(TaskNumber number, int people, int votes) {
		Rated task = this.jdbc.sql("""
				select people, votes, severity, regression, created_at as createdAt,
				       (select points from task_overrides where task_number = :number) as points
				from tasks where number = :number
				""").param("number", number.value()).query(Rated.class).single();
		if (task.people() == people && task.votes() == votes) {
			return;
		}
		this.jdbc
			.sql("""
					update tasks set touched = nextval('task_touches'), people = :people, votes = :votes, standing = :standing
					where number = :number
					""")
			.param("people", people)
			.param("votes", votes)
			.param("standing",
					TaskRank.standing(people, votes, task.severity(), task.regression(), task.createdAt().toInstant())
							+ ((task.points() != null) ? task.points() : 0))
			.param("number", number.value())
			.update();
	}

	private record Rated(int people, int votes, Severity severity, boolean regression, OffsetDateTime createdAt,
			@Nullable Integer points) {
	}

	private OffsetDateTime now() {
		return OffsetDateTime.now(this.clock);
	}

}
