package dev.roundtable.tasks;

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
import dev.roundtable.writing.Text;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What a product manager adds to the score of a task, or takes from it: signed, with a
 * reason that everyone can read. The score of what was reported stays what it is; the
 * list is ordered by both together.
 */
@Component
public class Overrides {

	/** Points; more than a step in severity, less than what a hundred people weigh. */
	public static final int MOST = 100;

	private final JdbcClient jdbc;

	private final Tasks tasks;

	private final Journal journal;

	private final Once once;

	private final Limits limits;

	private final ApplicationEventPublisher events;

	private final Clock clock;

	Overrides(JdbcClient jdbc, Tasks tasks, Journal journal, Once once, Limits limits, ApplicationEventPublisher events,
			Clock clock) {
		this.jdbc = jdbc;
		this.tasks = tasks;
		this.journal = journal;
		this.once = once;
		this.limits = limits;
		this.events = events;
		this.clock = clock;
	}

	/**
	 * @param points from -100 to 100, and not 0
	 * @param reason that everyone can read
	 */
	public record Weight(@Nullable Integer points, @Schema(maxLength = TaskEdit.REASON) @Nullable String reason) {
	}

	/**
	 * Sets it, in the place of the one that there was.
	 * @throws NotFound when there is no such task for her
	 * @throws BadInput on {@code points} or {@code reason}
	 */
	public void set(Viewer by, TaskNumber number, Weight wanted, OnceKey key) {
		by.require(Capability.CHANGE_TASKS);
		this.limits.spend(by, Act.TASK);
		this.tasks.find(number, by);
		Integer points = wanted.points();
		if (points == null || points == 0 || points < -MOST || points > MOST) {
			throw new BadInput("points", "override.points", -MOST, MOST);
		}
		if (wanted.reason() == null || wanted.reason().isBlank()) {
			throw new BadInput("reason", "override.reason");
		}
		String reason = Text.line("reason", wanted.reason(), TaskEdit.REASON);
		this.once.write(key.asking("override " + number, points, reason), () -> {
			Task before = this.tasks.lock(number, by);
			if (before.points() == points && reason.equals(before.pointsReason())) {
				return;
			}
			remove(number);
			this.jdbc.sql("""
					insert into task_overrides (task_number, points, reason, set_by, set_at)
					values (:task, :points, :reason, :by, :now)
					""")
				.param("task", number.value())
				.param("points", points)
				.param("reason", reason)
				.param("by", by.id().value())
				.param("now", OffsetDateTime.now(this.clock))
				.update();
			tell(by, before, "weighted",
					Map.of("from", signed(before.points()), "to", signed(points), "reason", reason));
		});
	}

	/**
	 * Takes it back; where there is none, that is no matter.
	 * @throws NotFound when there is no such task for her
	 */
	public void takeBack(Viewer by, TaskNumber number, OnceKey key) {
		by.require(Capability.CHANGE_TASKS);
		this.limits.spend(by, Act.TASK);
		this.tasks.find(number, by);
		this.once.write(key.asking("no override " + number), () -> {
			Task before = this.tasks.lock(number, by);
			if (remove(number) > 0) {
				tell(by, before, "unweighted", Map.of("from", signed(before.points())));
			}
		});
	}

	private int remove(TaskNumber number) {
		return this.jdbc.sql("delete from task_overrides where task_number = :task")
			.param("task", number.value())
			.update();
	}

	/** The version stays: it is no column of what an engineer edits. */
	private void tell(Viewer by, Task before, String action, Map<String, String> facts) {
		Task after = this.tasks.find(TaskNumber.of(before.number()), by);
		this.jdbc.sql("""
				update tasks set touched = nextval('task_touches'), standing = :standing, updated_at = :now
				where number = :task
				""")
			.param("standing", after.standingAs(after.severity(), after.regression()))
			.param("now", OffsetDateTime.now(this.clock))
			.param("task", before.number())
			.update();
		this.journal.record(by.id().value(), action, Tasks.subject(before.number()), before.told(), facts);
		this.events.publishEvent(new TaskChanged(TaskNumber.of(before.number())));
	}

	private static String signed(int points) {
		return (points > 0) ? "+" + points : String.valueOf(points);
	}

}
