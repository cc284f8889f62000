package dev.roundtable.feedback.verifying;

import java.sql.Types;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Objects;

import dev.roundtable.http.BadInput;
import dev.roundtable.http.NotFound;
import dev.roundtable.http.Once;
import dev.roundtable.http.OnceKey;
import dev.roundtable.journal.Journal;
import dev.roundtable.limits.Act;
import dev.roundtable.limits.Limits;
import dev.roundtable.people.Capability;
import dev.roundtable.people.Viewer;
import dev.roundtable.tasks.Build;
import dev.roundtable.tasks.Shipping;
import dev.roundtable.tasks.Shipping.Shipped;
import dev.roundtable.tasks.Task;
import dev.roundtable.tasks.TaskChanged;
import dev.roundtable.tasks.TaskNumber;
import dev.roundtable.tasks.TaskStatus;
import dev.roundtable.tasks.Tasks;
import dev.roundtable.writing.Text;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Takes what people say who tried a released task, one answer each, and judges by it:
 * enough who find it broken open the task again, enough who find it working verify it.
 * What was said before a release does not count for it.
 */
@Component
class Verifications {

	private final JdbcClient jdbc;

	private final Tasks tasks;

	private final Shipping shipping;

	private final KeptBars bars;

	private final Limits limits;

	private final Once once;

	private final Journal journal;

	private final ApplicationEventPublisher events;

	private final Clock clock;

	Verifications(JdbcClient jdbc, Tasks tasks, Shipping shipping, KeptBars bars, Limits limits, Once once,
			Journal journal, ApplicationEventPublisher events, Clock clock) {
		this.jdbc = jdbc;
		this.tasks = tasks;
		this.shipping = shipping;
		this.bars = bars;
		this.limits = limits;
		this.once = once;
		this.journal = journal;
		this.events = events;
		this.clock = clock;
	}

	/**
	 * Says it for the first time, or says something else. Of a duplicate it is said of
	 * the task that stands for it.
	 * @throws NotFound when there is no such task for her
	 * @throws BadInput {@code works.missing}, {@code verify.not-out} while there is
	 * nothing to try, or on {@code build} or {@code comment}
	 */
	void answer(Viewer viewer, OnceKey key, TaskNumber number, Answer said) {
		viewer.require(Capability.POST);
		this.limits.spend(viewer, Act.VOTE);
		TaskNumber asked = asked(viewer, number);
		if (said.works() == null) {
			throw new BadInput("works", "works.missing");
		}
		boolean works = said.works();
		String tried = (said.build() == null || said.build().isBlank()) ? null : Build.of("build", said.build()).name();
		String comment = (said.comment() == null || said.comment().isBlank()) ? ""
				: Text.line("comment", said.comment(), Answer.COMMENT);
		this.once.write(key.asking("verify " + asked, works, tried, comment), () -> {
			Shipped shipped = out(asked);
			Kept kept = new Kept(works, (tried != null) ? tried : shipped.build(), comment);
			if (!kept.equals(kept(viewer, asked, shipped))) {
				keep(viewer, asked, kept);
				told(viewer, asked, works ? "tried-works" : "tried-broken", kept.build());
				judge(asked, shipped);
			}
		});
	}

	/**
	 * Takes back what she said; again is no matter.
	 * @throws NotFound when there is no such task for her
	 * @throws BadInput {@code verify.not-out} when that cannot be taken back any more
	 */
	void withdraw(Viewer viewer, OnceKey key, TaskNumber number) {
		viewer.require(Capability.POST);
		this.limits.spend(viewer, Act.VOTE);
		TaskNumber asked = asked(viewer, number);
		this.once.write(key.asking("withdraw verification " + asked), () -> {
			out(asked);
			int gone = this.jdbc.sql("delete from task_verifications where task_number = :task and account_id = :by")
				.param("task", asked.value())
				.param("by", viewer.id().value())
				.update();
			if (gone > 0) {
				told(viewer, asked, "tried-withdrawn", null);
			}
		});
	}

	/** The task that stands for it, where that is for her. */
	private TaskNumber asked(Viewer viewer, TaskNumber number) {
		Task task = this.tasks.find(number, viewer);
		return (task.original() != null) ? TaskNumber.of(task.original()) : number;
	}

	/** Locked, so that of two answers at once the second counts the first. */
	private Shipped out(TaskNumber task) {
		Shipped shipped = this.shipping.lock(task);
		if (!shipped.isOut()) {
			throw new BadInput("works", "verify.not-out", task.toString());
		}
		return shipped;
	}

	private @Nullable Kept kept(Viewer viewer, TaskNumber task, Shipped shipped) {
		return this.jdbc.sql("""
				select works, build, comment from task_verifications
				where task_number = :task and account_id = :by and answered_at >= :since
				""")
			.param("task", task.value())
			.param("by", viewer.id().value())
			.param("since", since(shipped))
			.query(Kept.class)
			.optional()
			.orElse(null);
	}

	private void keep(Viewer viewer, TaskNumber task, Kept kept) {
		this.jdbc.sql("delete from task_verifications where task_number = :task and account_id = :by")
			.param("task", task.value())
			.param("by", viewer.id().value())
			.update();
		this.jdbc.sql("""
				insert into task_verifications (task_number, account_id, works, of_team, build, comment, answered_at)
				values (:task, :by, :works, :team, :build, :comment, :now)
				""")
			.param("task", task.value())
			.param("by", viewer.id().value())
			.param("works", kept.works())
			.param("team", viewer.team())
			.param("build", kept.build(), Types.VARCHAR)
			.param("comment", kept.comment())
			.param("now", OffsetDateTime.now(this.clock))
			.update();
	}

	private void told(Viewer viewer, TaskNumber task, String action, @Nullable String build) {
		this.journal.record(viewer.id().value(), action, Tasks.subject(task.value()),
				this.tasks.find(task, viewer).told(), (build != null) ? Map.of("build", build) : Map.of());
		this.events.publishEvent(new TaskChanged(task));
	}

	private void judge(TaskNumber task, Shipped shipped) {
		Bars bars = this.bars.now();
		Count count = this.jdbc
			.sql("""
					select count(case when works then 1 end) as works, count(case when works then null else 1 end) as broken,
					       count(case when works and not of_team then 1 end) as fans,
					       count(case when works and not of_team and account_id in (
					           select f.author_id from (
					               select number from task_facts where number = :task
					               union all select number from task_facts where duplicate_of = :task) c
					           join task_topics l on l.task_number = c.number
					           join topic_facts f on f.topic_id = l.topic_id and f.held = false) then 1 end) as reporters
					from task_verifications where task_number = :task and answered_at >= :since
					""")
			.param("task", task.value())
			.param("since", since(shipped))
			.query(Count.class)
			.single();
		String build = Objects.requireNonNullElse(shipped.build(), "");
		if (count.broken() >= bars.refuting()) {
			this.shipping.disprove(task, count.broken(), build);
		}
		else if (shipped.status() == TaskStatus.RELEASED && count.works() > count.broken()
				&& (count.fans() >= bars.proving() || count.reporters() > 0)) {
			this.shipping.prove(task, count.works(), build);
		}
	}

	/** What an import brought as verified was never released here. */
	private static OffsetDateTime since(Shipped shipped) {
		return (shipped.at() != null) ? shipped.at() : OffsetDateTime.parse("1970-01-01T00:00:00Z");
	}

	private record Kept(boolean works, @Nullable String build, String comment) {
	}

	private record Count(int works, int broken, int fans, int reporters) {
	}

}
