package dev.roundtable.tasks;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;

import dev.roundtable.journal.Journal;
import dev.roundtable.people.AccountId;
import dev.roundtable.site.Audience;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What happens to tasks by rule when a build goes out to people, and when they have tried
 * it. The rooms that know of releases and of people call this, in the transaction of what
 * happened there. Like {@link TaskRules} it asks for no capability.
 */
@Component
public class Shipping {

	private final JdbcClient jdbc;

	private final Merges merges;

	private final Journal journal;

	private final ApplicationEventPublisher events;

	private final Clock clock;

	Shipping(JdbcClient jdbc, Merges merges, Journal journal, ApplicationEventPublisher events, Clock clock) {
		this.jdbc = jdbc;
		this.merges = merges;
		this.journal = journal;
		this.events = events;
		this.clock = clock;
	}

	/**
	 * Whatever is fixed in that build people can have from now on, also what they who
	 * ship it may not read. What is released already stays as it is.
	 * @return the tasks that moved
	 */
	public List<TaskNumber> ship(AccountId by, Build build) {
		List<Long> fixed = fixedIn(build);
		if (fixed.isEmpty()) {
			return List.of();
		}
		this.merges.lock(fixed);
		List<Long> still = fixedIn(build);
		for (long task : still) {
			move(task, TaskStatus.RELEASED, by.value());
			this.jdbc.sql("""
					insert into task_releases (task_number, build, released_by, released_at)
					values (:task, :build, :by, :now)
					""")
				.param("task", task)
				.param("build", build.name())
				.param("by", by.value())
				.param("now", OffsetDateTime.now(this.clock))
				.update();
			tell(task, by.value(), "released",
					Map.of("from", TaskStatus.FIXED.name(), "to", TaskStatus.RELEASED.name(), "build", build.name()));
		}
		return still.stream().map(TaskNumber::of).toList();
	}

	private List<Long> fixedIn(Build build) {
		return this.jdbc.sql("""
				select t.number from task_fixes f join tasks t on t.number = f.task_number
				where f.build = :build and t.status = 'FIXED' order by t.number
				""").param("build", build.name()).query(Long.class).list();
	}

	/**
	 * Keeps others from changing a task until the transaction ends.
	 * @return its status, and the build that people have it in
	 */
	public Shipped lock(TaskNumber task) {
		this.merges.lock(List.of(task.value()));
		return this.jdbc.sql("""
				select t.status, s.build, s.released_at as at, t.duplicate_of as duplicateOf
				from tasks t left join task_releases s on s.task_number = t.number where t.number = :task
				""").param("task", task.value()).query(Shipped.class).single();
	}

	/**
	 * @param build null while it is in none
	 * @param at since when people can have it
	 * @param duplicateOf the task that stands for it
	 */
	public record Shipped(TaskStatus status, @Nullable String build, @Nullable OffsetDateTime at,
			@Nullable Long duplicateOf) {

		/** Whether there is something that people can try. */
		public boolean isOut() {
			return this.status == TaskStatus.RELEASED || this.status == TaskStatus.VERIFIED;
		}

	}

	/**
	 * Enough of those who tried it say that it works. The caller has locked the task,
	 * which is released.
	 */
	public void prove(TaskNumber task, int people, String build) {
		move(task.value(), TaskStatus.VERIFIED, null);
		tell(task.value(), null, "proved", facts(people, build));
	}

	/**
	 * Enough of those who tried it say that it does not work: it is to be done again, and
	 * is in no build. The caller has locked the task, which is released or verified.
	 */
	public void disprove(TaskNumber task, int people, String build) {
		move(task.value(), TaskStatus.CONFIRMED, null);
		this.jdbc.sql("delete from task_fixes where task_number = :task").param("task", task.value()).update();
		this.jdbc.sql("delete from task_releases where task_number = :task").param("task", task.value()).update();
		tell(task.value(), null, "disproved", facts(people, build));
	}

	private static Map<String, String> facts(int people, String build) {
		return Map.of("people", String.valueOf(people), "build", build);
	}

	/** What was said of the status before goes with it. */
	private void move(long task, TaskStatus to, @Nullable Long by) {
		this.jdbc.sql("delete from task_reasons where task_number = :task").param("task", task).update();
		this.jdbc.sql("""
				update tasks set touched = nextval('task_touches'), status = :status, status_at = :now,
				                 status_by = cast(:by as bigint), updated_at = :now, version = version + 1
				where number = :task
				""")
			.param("status", to.name())
			.param("now", OffsetDateTime.now(this.clock))
			.param("by", by)
			.param("task", task)
			.update();
	}

	private void tell(long task, @Nullable Long by, String action, Map<String, String> facts) {
		Audience told = this.merges.told(List.of(task), Audience.EVERYONE);
		this.journal.record(by, action, Tasks.subject(task), told, facts);
		this.events.publishEvent(new TaskChanged(TaskNumber.of(task)));
	}

}
