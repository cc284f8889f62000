package dev.roundtable.feedback;

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
import dev.roundtable.people.AccountId;
import dev.roundtable.people.Audiences;
import dev.roundtable.people.Capability;
import dev.roundtable.people.Viewer;
import dev.roundtable.site.Audience;
import dev.roundtable.tasks.NewTask;
import dev.roundtable.tasks.Origin;
import dev.roundtable.tasks.Task;
import dev.roundtable.tasks.TaskChanged;
import dev.roundtable.tasks.TaskKind;
import dev.roundtable.tasks.TaskNumber;
import dev.roundtable.tasks.TaskRules;
import dev.roundtable.tasks.Tasks;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Takes a topic off a task that it does not belong to. One that was merged with its own
 * task goes with that one; any other gets a task of its own.
 */
@Component
class SplitOff {

	private final JdbcClient jdbc;

	private final Tasks tasks;

	private final TaskRules rules;

	private final Journal journal;

	private final Once once;

	private final Limits limits;

	private final ApplicationEventPublisher events;

	private final Clock clock;

	SplitOff(JdbcClient jdbc, Tasks tasks, TaskRules rules, Journal journal, Once once, Limits limits,
			ApplicationEventPublisher events, Clock clock) {
		this.jdbc = jdbc;
		this.tasks = tasks;
		this.rules = rules;
		this.journal = journal;
		this.once = once;
		this.limits = limits;
		this.events = events;
		this.clock = clock;
	}

	/**
	 * @return the task that stands for the topic from now on
	 * @throws NotFound when there is no such task for her, or no such topic of it
	 * @throws BadInput {@code split-off.own} for the topic that the task came from
	 */
	TaskNumber split(Viewer by, TaskNumber task, long topic, OnceKey key) {
		by.require(Capability.CHANGE_TASKS);
		this.limits.spend(by, Act.TASK);
		Task from = this.tasks.find(task, by);
		return this.once.write(key.asking("split off " + task, topic), () -> {
			lock(topic);
			Linked linked = linked(topic, by);
			if (!this.rules.family(task).contains(linked.task())) {
				throw new NotFound("topic " + topic);
			}
			TaskNumber its = TaskNumber.of(linked.task());
			if (!its.equals(task)) {
				this.tasks.unmerge(by, its, this.tasks.find(its, by).version(), OnceKey.NONE);
				return its;
			}
			if (String.valueOf(topic).equals(from.originRef())) {
				throw new BadInput("topic", "split-off.own");
			}
			return onItsOwn(by, from, topic, linked);
		}, TaskNumber::value, TaskNumber::of);
	}

	private TaskNumber onItsOwn(Viewer by, Task from, long topic, Linked linked) {
		Origin origin = new Origin.FromTopic(topic);
		Audience readers = new Audience(linked.readers());
		TaskNumber made = this.rules.from(origin)
			.orElseGet(() -> this.rules.open(AccountId.of(linked.authorId()), origin,
					NewTask.of(linked.kind(), linked.title(), "", linked.board()), readers));
		this.jdbc.sql("update task_topics set task_number = :made, linked_at = :now where topic_id = :topic")
			.param("made", made.value())
			.param("now", OffsetDateTime.now(this.clock))
			.param("topic", topic)
			.update();
		this.journal.record(by.id().value(), "gave-back", Tasks.subject(from.number()),
				Task.narrower(from.told(), readers), Map.of("other", String.valueOf(made.value())));
		if (this.tasks.find(made, by).duplicateOf() != null) {
			this.tasks.unmerge(by, made, this.tasks.find(made, by).version(), OnceKey.NONE);
		}
		this.events.publishEvent(new TaskChanged(made));
		this.events.publishEvent(new TaskChanged(TaskNumber.of(from.number())));
		return made;
	}

	/** Of several who do it at once the first does, and the others see what she did. */
	private void lock(long topic) {
		this.jdbc.sql("select topic_id from task_topics where topic_id = :topic for update")
			.param("topic", topic)
			.query(Long.class)
			.list();
	}

	private Linked linked(long topic, Viewer by) {
		return this.jdbc.sql("""
				select l.task_number as task, f.author_id as authorId, f.title, f.kind, f.board_slug as board, f.readers
				from task_topics l join topic_facts f on f.topic_id = l.topic_id and f.held = false
				where l.topic_id = :topic and f.kind in ('BUG', 'IDEA') and\s""" + Audiences.mayRead("f.readers"))
			.param("topic", topic)
			.param("audiences", Audiences.of(by).array())
			.query(Linked.class)
			.optional()
			.orElseThrow(() -> new NotFound("topic " + topic));
	}

	private record Linked(long task, long authorId, String title, TaskKind kind, String board, String readers) {
	}

}
