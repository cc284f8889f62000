package dev.roundtable.tasks.reports;

import java.sql.Types;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;

import dev.roundtable.http.BadInput;
import dev.roundtable.http.NotFound;
import dev.roundtable.http.Once;
import dev.roundtable.http.OnceKey;
import dev.roundtable.journal.Journal;
import dev.roundtable.limits.Act;
import dev.roundtable.limits.Limits;
import dev.roundtable.people.AccountId;
import dev.roundtable.people.Capability;
import dev.roundtable.people.Viewer;
import dev.roundtable.people.WordList;
import dev.roundtable.tasks.Build;
import dev.roundtable.tasks.ReportedOn;
import dev.roundtable.tasks.ReportsChanged;
import dev.roundtable.tasks.Task;
import dev.roundtable.tasks.TaskChanged;
import dev.roundtable.tasks.TaskNumber;
import dev.roundtable.tasks.TaskRules;
import dev.roundtable.tasks.TaskStatus;
import dev.roundtable.tasks.Tasks;
import dev.roundtable.tasks.reports.Report.Checked;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Takes who else has it, and on what. Each person counts once for a task and all that was
 * merged into it: what she says of one of them is what she says of all.
 */
@Component
class MeToo implements ReportedOn {

	private static final String HERS = " where account_id = :by and task_number in (:family)";

	private final JdbcClient jdbc;

	private final Tasks tasks;

	private final TaskRules rules;

	private final WordList words;

	private final Limits limits;

	private final Once once;

	private final Journal journal;

	private final ApplicationEventPublisher events;

	private final Clock clock;

	MeToo(JdbcClient jdbc, Tasks tasks, TaskRules rules, WordList words, Limits limits, Once once, Journal journal,
			ApplicationEventPublisher events, Clock clock) {
		this.jdbc = jdbc;
		this.tasks = tasks;
		this.rules = rules;
		this.words = words;
		this.limits = limits;
		this.once = once;
		this.journal = journal;
		this.events = events;
		this.clock = clock;
	}

	/**
	 * Says that she has it, too, or says something else of it. Of a duplicate it is said
	 * of the task that stands for it.
	 * @throws NotFound when there is no such task for her
	 * @throws BadInput {@code me-too.declined} or {@code me-too.verified} where nothing
	 * comes of it any more, or on the field that is wrong
	 */
	Joined join(Viewer viewer, OnceKey key, TaskNumber number, Report report) {
		viewer.require(Capability.POST);
		this.limits.spend(viewer, Act.VOTE);
		Checked said = screened(viewer, report.checked());
		TaskNumber asked = asked(viewer, number);
		this.once.write(key.asking("me too " + asked, said.device(), said.buildName(), said.frequency()), () -> {
			Task task = this.tasks.find(asked, viewer);
			requireUnsettled(task);
			keep(task, viewer, said);
		});
		Task task = this.tasks.find(asked, viewer);
		return new Joined(asked, task.people(), fixFor(task, said.build()));
	}

	private static void requireUnsettled(Task task) {
		if (task.status() == TaskStatus.DECLINED) {
			throw new BadInput("task", "me-too.declined", String.valueOf(task.number()));
		}
		if (task.status() == TaskStatus.VERIFIED) {
			throw new BadInput("task", "me-too.verified", String.valueOf(task.number()));
		}
	}

	/**
	 * The update first: who was there is changed wherever she stands; of two at once one
	 * inserts, and the other finds her.
	 */
	private void keep(Task task, Viewer viewer, Checked said) {
		TaskNumber number = TaskNumber.of(task.number());
		List<Long> family = this.rules.family(number);
		if (change(viewer, family, said) > 0) {
			changed(number, isShown(viewer, family));
		}
		else if (insert(number, viewer.id(), null, false, said) > 0) {
			this.journal.record(viewer.id().value(), "me-too", Tasks.subject(task.number()), task.told(), Map.of());
			this.events.publishEvent(new ReportsChanged(number, isFirstOn(said.build(), viewer, family)));
		}
		else {
			change(viewer, family, said);
		}
	}

	private boolean isFirstOn(@Nullable Build build, Viewer viewer, List<Long> family) {
		return build != null && this.jdbc.sql("""
				select count(*) from (select 1 from task_reports where build_order = :order and task_number in (:family)
				    and account_id <> :by and held = false limit 1) others
				""")
			.param("order", build.order())
			.param("family", family)
			.param("by", viewer.id().value())
			.query(Integer.class)
			.single() == 0;
	}

	/** Whether her topic shows what she says. */
	private boolean isShown(Viewer viewer, List<Long> family) {
		return this.jdbc.sql("select count(*) from task_reports" + HERS + " and topic_id is not null")
			.param("by", viewer.id().value())
			.param("family", family)
			.query(Integer.class)
			.single() > 0;
	}

	/**
	 * What many say makes no page of a topic anew; what its author says stands on it.
	 */
	private void changed(TaskNumber task, boolean shown) {
		this.events.publishEvent(shown ? new TaskChanged(task) : new ReportsChanged(task, true));
	}

	private int change(Viewer viewer, List<Long> family, Checked said) {
		return saying("""
				update task_reports set model = :model, build = :build, build_order = :order, frequency = :often
				""" + HERS, said).param("by", viewer.id().value()).param("family", family).update();
	}

	private int insert(TaskNumber task, AccountId by, @Nullable Long topic, boolean held, Checked said) {
		return saying("""
				insert into task_reports (task_number, account_id, model, build, build_order, frequency, topic_id, held,
				    created_at)
				values (:task, :by, :model, :build, :order, :often, :topic, :held, :now) on conflict do nothing
				""", said).param("task", task.value())
			.param("by", by.value())
			.param("topic", topic, Types.BIGINT)
			.param("held", held)
			.param("now", OffsetDateTime.now(this.clock))
			.update();
	}

	private JdbcClient.StatementSpec saying(String sql, Checked said) {
		Build build = said.build();
		Frequency often = said.frequency();
		return this.jdbc.sql(sql)
			.param("model", said.device(), Types.VARCHAR)
			.param("build", said.buildName(), Types.VARCHAR)
			.param("order", (build != null) ? build.order() : null, Types.VARCHAR)
			.param("often", (often != null) ? often.name() : null, Types.VARCHAR);
	}

	/** A word that is not shown elsewhere is not shown as a device. */
	private Checked screened(Viewer viewer, Checked said) {
		String device = said.device();
		return (device == null) ? said
				: new Checked(this.words.screened(viewer, "device", device), said.build(), said.frequency());
	}

	/**
	 * Takes it back; again is no matter.
	 * @throws NotFound when there is no such task for her
	 */
	void withdraw(Viewer viewer, OnceKey key, TaskNumber number) {
		viewer.require(Capability.POST);
		this.limits.spend(viewer, Act.VOTE);
		TaskNumber asked = asked(viewer, number);
		this.once.write(key.asking("not me too " + asked), () -> {
			List<Long> family = this.rules.family(asked);
			boolean shown = isShown(viewer, family);
			int gone = this.jdbc.sql("delete from task_reports" + HERS)
				.param("by", viewer.id().value())
				.param("family", family)
				.update();
			if (gone > 0) {
				this.journal.record(viewer.id().value(), "me-too-withdrawn", Tasks.subject(asked.value()),
						this.tasks.find(asked, viewer).told(), Map.of());
				changed(asked, shown);
			}
		});
	}

	/** The task that stands for it, where that is for her. */
	private TaskNumber asked(Viewer viewer, TaskNumber number) {
		Task task = this.tasks.find(number, viewer);
		return (task.original() != null) ? TaskNumber.of(task.original()) : number;
	}

	@Override
	public void reported(TaskNumber task, AccountId author, long topic, boolean held, Said said) {
		insert(task, author, topic, held, new Report(said.device(), said.build(), said.frequency()).checked());
	}

	@Override
	public void hold(long topic, boolean held) {
		this.jdbc.sql("update task_reports set held = :held where topic_id = :topic and held <> :held")
			.param("held", held)
			.param("topic", topic)
			.update();
	}

	/** The build that has the fix, where she has an older one or does not say. */
	private static @Nullable String fixFor(Task task, @Nullable Build hers) {
		return helps(task.fixedIn(), (hers != null) ? hers.name() : null) ? task.fixedIn() : null;
	}

	/** Whether a fix in that build is news for who has this one, null for unknown. */
	public static boolean helps(@Nullable String fixedIn, @Nullable String hers) {
		if (fixedIn == null || fixedIn.isEmpty()) {
			return false;
		}
		return hers == null || !Build.isName(hers) || !Build.isName(fixedIn)
				|| new Build(hers).order().compareTo(new Build(fixedIn).order()) < 0;
	}

	/**
	 * @param task that stands for the one that was named
	 * @param people whom it affects
	 * @param fixedIn the build that helps her, null for none
	 */
	record Joined(TaskNumber task, int people, @Nullable String fixedIn) {
	}

}
