package dev.roundtable.tasks.inbox;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;

import dev.roundtable.http.Once;
import dev.roundtable.http.OnceKey;
import dev.roundtable.limits.Act;
import dev.roundtable.limits.Limits;
import dev.roundtable.people.Capability;
import dev.roundtable.people.Erasure;
import dev.roundtable.people.PersonalData;
import dev.roundtable.people.Viewer;
import dev.roundtable.tasks.TaskNumber;
import dev.roundtable.tasks.Tasks;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What each of the team has done with; new things after that wait for her again. */
@Component
class Done implements PersonalData, Erasure {

	private final JdbcClient jdbc;

	private final Tasks tasks;

	private final Once once;

	private final Limits limits;

	private final Clock clock;

	Done(JdbcClient jdbc, Tasks tasks, Once once, Limits limits, Clock clock) {
		this.jdbc = jdbc;
		this.tasks = tasks;
		this.once = once;
		this.limits = limits;
		this.clock = clock;
	}

	/**
	 * @param until the newest that she has seen of it; a moment that no database keeps is
	 * one before anything happened
	 * @throws dev.roundtable.http.NotFound when there is no such task for her
	 */
	void done(Viewer by, TaskNumber task, Instant until, OnceKey key) {
		by.require(Capability.CHANGE_TASKS);
		this.limits.spend(by, Act.TASK);
		this.tasks.find(task, by);
		Instant now = this.clock.instant();
		Instant seen = until.isBefore(Instant.EPOCH) ? Instant.EPOCH : until;
		OffsetDateTime to = (seen.isAfter(now) ? now : seen).atOffset(ZoneOffset.UTC);
		this.once.write(key.asking("done with task " + task, to), () -> {
			int changed = this.jdbc.sql("""
					update inbox_done set was = done_to, done_to = :to where account_id = :me and task_number = :task
					""").param("to", to).param("me", by.id().value()).param("task", task.value()).update();
			if (changed == 0) {
				this.jdbc.sql("""
						insert into inbox_done (account_id, task_number, done_to) values (:me, :task, :to)
						on conflict do nothing
						""").param("to", to).param("me", by.id().value()).param("task", task.value()).update();
			}
		});
	}

	/** It waits for her as it did before. */
	void undo(Viewer by, TaskNumber task, OnceKey key) {
		by.require(Capability.CHANGE_TASKS);
		this.limits.spend(by, Act.TASK);
		this.once.write(key.asking("not done with task " + task), () -> {
			this.jdbc.sql("delete from inbox_done where account_id = :me and task_number = :task and was is null")
				.param("me", by.id().value())
				.param("task", task.value())
				.update();
			this.jdbc.sql("""
					update inbox_done set done_to = was, was = null
					where account_id = :me and task_number = :task and was is not null
					""").param("me", by.id().value()).param("task", task.value()).update();
		});
	}

	record Kept(long task, OffsetDateTime doneTo) {
	}

	@Override
	public void pack(Viewer person, Archive archive) throws IOException {
		List<Kept> kept = this.jdbc
			.sql("""
					select task_number as task, done_to as doneTo from inbox_done where account_id = :id order by task_number
					""")
			.param("id", person.id().value())
			.query(Kept.class)
			.list();
		if (!kept.isEmpty()) {
			archive.json("inbox-done.json", kept);
		}
	}

	@Override
	public String step() {
		return "inbox";
	}

	@Override
	public Turn turn() {
		return Turn.TRACES;
	}

	@Override
	public long erase(Who person, long from) {
		this.jdbc.sql("delete from inbox_done where account_id = :id").param("id", person.id().value()).update();
		this.jdbc.sql("delete from task_mentions where account_id = :id").param("id", person.id().value()).update();
		return DONE;
	}

}
