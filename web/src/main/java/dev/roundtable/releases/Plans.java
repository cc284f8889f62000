package dev.roundtable.releases;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.Map;

import dev.roundtable.http.BadInput;
import dev.roundtable.http.NotFound;
import dev.roundtable.http.Once;
import dev.roundtable.http.OnceKey;
import dev.roundtable.journal.Journal;
import dev.roundtable.limits.Act;
import dev.roundtable.limits.Limits;
import dev.roundtable.people.Capability;
import dev.roundtable.people.Viewer;
import dev.roundtable.releases.ReleaseView.Row;
import dev.roundtable.tasks.Build;
import dev.roundtable.tasks.Task;
import dev.roundtable.tasks.TaskNumber;
import dev.roundtable.tasks.Tasks;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Which tasks are meant to be in which release: each in one at most. */
@Component
public class Plans {

	private final JdbcClient jdbc;

	private final Releases releases;

	private final Tasks tasks;

	private final Limits limits;

	private final Once once;

	private final Journal journal;

	private final Clock clock;

	Plans(JdbcClient jdbc, Releases releases, Tasks tasks, Limits limits, Once once, Journal journal, Clock clock) {
		this.jdbc = jdbc;
		this.releases = releases;
		this.tasks = tasks;
		this.limits = limits;
		this.once = once;
		this.journal = journal;
		this.clock = clock;
	}

	/**
	 * Means a task for this release, and for no other one; again is no matter.
	 * @throws NotFound when there is no such release, or no such task for her
	 * @throws BadInput {@code release.out} where people have it already,
	 * {@code task.done} where there is nothing to do any more
	 */
	public void aim(Viewer by, OnceKey key, Build build, TaskNumber number) {
		by.require(Capability.CHANGE_TASKS);
		this.limits.spend(by, Act.TASK);
		this.once.write(key.asking("aim " + number, build), () -> {
			Row release = this.releases.lock(build);
			Task task = this.tasks.find(number, by);
			if (release.published()) {
				throw new BadInput("task", "release.out", build.name());
			}
			if (!task.status().isOpen()) {
				throw new BadInput("task", "task.done", number.toString());
			}
			int same = this.jdbc
				.sql("select count(*) from release_plans where task_number = :task and release_id = :release")
				.param("task", number.value())
				.param("release", release.id())
				.query(Integer.class)
				.single();
			if (same == 0) {
				remove(number);
				insert(by, release, number);
				this.journal.record(by.id().value(), "aimed", Tasks.subject(number.value()), task.told(),
						Map.of("to", build.name()));
			}
		});
	}

	private void insert(Viewer by, Row release, TaskNumber number) {
		this.jdbc.sql("""
				insert into release_plans (task_number, release_id, planned_by, planned_at)
				values (:task, :release, :by, :now)
				""")
			.param("task", number.value())
			.param("release", release.id())
			.param("by", by.id().value())
			.param("now", OffsetDateTime.now(this.clock))
			.update();
	}

	/**
	 * The task is meant for this release no more; again is no matter.
	 * @throws NotFound when there is no such release, or no such task for her
	 */
	public void take(Viewer by, OnceKey key, Build build, TaskNumber number) {
		by.require(Capability.CHANGE_TASKS);
		this.limits.spend(by, Act.TASK);
		this.once.write(key.asking("take " + number, build), () -> {
			Row release = this.releases.lock(build);
			Task task = this.tasks.find(number, by);
			int taken = this.jdbc.sql("delete from release_plans where task_number = :task and release_id = :release")
				.param("task", number.value())
				.param("release", release.id())
				.update();
			if (taken > 0) {
				this.journal.record(by.id().value(), "unaimed", Tasks.subject(number.value()), task.told(),
						Map.of("from", build.name()));
			}
		});
	}

	private void remove(TaskNumber number) {
		this.jdbc.sql("delete from release_plans where task_number = :task").param("task", number.value()).update();
	}

}
