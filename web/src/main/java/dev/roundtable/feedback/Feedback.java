package dev.roundtable.feedback;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import dev.roundtable.boards.BoardChanged;
import dev.roundtable.forum.Setup;
import dev.roundtable.forum.TopicChanged;
import dev.roundtable.forum.TopicId;
import dev.roundtable.forum.TopicKind;
import dev.roundtable.forum.TopicPosted;
import dev.roundtable.forum.Topics;
import dev.roundtable.people.AccountId;
import dev.roundtable.site.Audience;
import dev.roundtable.tasks.NewTask;
import dev.roundtable.tasks.Origin;
import dev.roundtable.tasks.ReportedOn;
import dev.roundtable.tasks.TaskChanged;
import dev.roundtable.tasks.TaskKind;
import dev.roundtable.tasks.TaskNumber;
import dev.roundtable.tasks.TaskRules;
import dev.roundtable.tasks.TasksShown;
import org.jspecify.annotations.Nullable;

import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The rule that makes the product what it is: a bug or an idea on the forum is a row of
 * the list from the moment it is posted, and what becomes of the row is told in its
 * topics. All of it happens in the transaction that causes it.
 * <p>
 * What a topic and its task say alike is one fact, and the topic's: its title, until the
 * team gives the task words of its own (its topics then show both); its kind; who may
 * read it. A topic that is no report any more, or is hidden, takes its task along, unless
 * other topics stand behind that.
 */
@Component
class Feedback {

	private final JdbcClient jdbc;

	private final Topics topics;

	private final TaskRules tasks;

	private final ReportedOn reports;

	private final CatchUp catchUp;

	private final Clock clock;

	Feedback(JdbcClient jdbc, Topics topics, TaskRules tasks, ReportedOn reports, CatchUp catchUp, Clock clock) {
		this.jdbc = jdbc;
		this.topics = topics;
		this.tasks = tasks;
		this.reports = reports;
		this.catchUp = catchUp;
		this.clock = clock;
	}

	@EventListener
	void openTask(TopicPosted posted) {
		if (taskKind(posted.kind()) != null) {
			Facts topic = facts(posted.topic());
			TaskNumber task = open(topic);
			if (posted.setup() != null && posted.kind() == TopicKind.BUG) {
				Setup has = posted.setup();
				this.reports.reported(task, AccountId.of(topic.authorId()), topic.topicId(), topic.held(),
						new ReportedOn.Said(has.device(), has.build(), has.frequency()));
			}
		}
	}

	private TaskNumber open(Facts topic) {
		Origin origin = new Origin.FromTopic(topic.topicId());
		TaskKind kind = Objects.requireNonNull(taskKind(topic.kind()));
		TaskNumber task = this.tasks.from(origin).orElse(null);
		if (task == null) {
			task = this.tasks.open(AccountId.of(topic.authorId()), origin,
					NewTask.of(kind, topic.title(), "", topic.boardSlug()), topic.shownTo());
		}
		this.jdbc.sql("insert into task_topics (topic_id, task_number, linked_at) values (:topic, :task, :now)")
			.param("topic", topic.topicId())
			.param("task", task.value())
			.param("now", OffsetDateTime.now(this.clock))
			.update();
		return task;
	}

	private static @Nullable TaskKind taskKind(TopicKind kind) {
		return switch (kind) {
			case BUG -> TaskKind.BUG;
			case IDEA -> TaskKind.IDEA;
			case DISCUSSION, QUESTION -> null;
		};
	}

	/** Whatever changed on the topic: its task is made to agree with it. */
	@EventListener
	void agree(TopicChanged changed) {
		Facts topic = facts(changed.topic());
		TaskKind kind = taskKind(topic.kind());
		this.reports.hold(topic.topicId(), topic.held() || kind == null);
		if (topic.task() == null && kind != null) {
			open(topic);
			topic = facts(changed.topic());
			this.tasks.bringBack(topic.number(), null);
		}
		if (topic.task() == null) {
			return;
		}
		if (kind == null) {
			withdraw(topic, topic.number());
		}
		else if (isOwn(topic)) {
			// Not later: nobody is to read what has just become private.
			this.tasks.shown(topic.number(), source(topic, topic.number()));
			if (!topic.title().equals(topic.taskTitle()) || kind != topic.taskKind()) {
				this.catchUp.title(topic.number(), changed.topic(), topic.title(), kind);
			}
		}
		this.catchUp.count(topic.number());
	}

	private void withdraw(Facts topic, TaskNumber task) {
		this.jdbc.sql("delete from task_topics where topic_id = :topic").param("topic", topic.topicId()).update();
		long others = this.jdbc.sql("select count(*) from task_topics where task_number in (:family)")
			.param("family", this.tasks.family(task))
			.query(Long.class)
			.single();
		if (others == 0) {
			this.tasks.withdraw(task, null);
		}
	}

	/** Whether the task came from this topic, rather than being joined to it later. */
	private static boolean isOwn(Facts topic) {
		return String.valueOf(topic.topicId()).equals(topic.originRef());
	}

	/** Who reads the board now reads the tasks that came from it. */
	@EventListener
	void show(BoardChanged changed) {
		Map<String, List<TaskNumber>> shown = new HashMap<>();
		this.jdbc.sql("""
				select t.number, f.readers from topic_facts f join task_topics l on l.topic_id = f.topic_id
				join task_facts t on t.number = l.task_number
				where f.board_id = :board and f.held = false and t.origin = 'TOPIC'
				and t.origin_ref = cast(f.topic_id as varchar)
				and t.source_audience <> (select b.readers from board_facts b where b.board_id = :board)
				""").param("board", changed.board()).query((row) -> {
			shown.computeIfAbsent(row.getString("readers"), (_) -> new ArrayList<>())
				.add(TaskNumber.of(row.getLong("number")));
		});
		shown.forEach((readers, tasks) -> this.tasks.shown(tasks, new Audience(readers)));
	}

	/** Who may read the board of the topic, or of another one when that is hidden. */
	private Audience source(Facts topic, TaskNumber task) {
		if (!topic.held()) {
			return topic.shownTo();
		}
		return this.jdbc.sql("""
				select f.readers from task_topics l join topic_facts f on f.topic_id = l.topic_id
				where l.task_number in (:family) and f.held = false order by f.created_at, f.topic_id limit 1
				""")
			.param("family", this.tasks.family(task))
			.query(String.class)
			.optional()
			.map(Audience::new)
			.orElse(Audience.TEAM);
	}

	/** What became of the task is told in its topics, and its people are counted. */
	@EventListener
	void tellTopics(TaskChanged changed) {
		if (changed.opened()) {
			return;
		}
		List<TopicId> told = this.jdbc.sql("select topic_id from task_topics where task_number in (:family)")
			.param("family", this.tasks.family(changed.task()))
			.query(Long.class)
			.list()
			.stream()
			.map(TopicId::of)
			.toList();
		this.topics.touch(told);
		this.catchUp.countNow(changed.task());
	}

	/**
	 * Who may read a task that stands for others has changed: their topics stand on other
	 * boards, and told of it.
	 */
	@EventListener
	void tellTopics(TasksShown shown) {
		this.topics.touch(this.jdbc.sql("""
				select l.topic_id from task_facts t join task_topics l on l.task_number = t.number
				where t.duplicate_of = any(:tasks)
				""")
			.param("tasks", shown.tasks().stream().map(TaskNumber::value).toArray(Long[]::new))
			.query(Long.class)
			.list()
			.stream()
			.map(TopicId::of)
			.toList());
	}

	private Facts facts(TopicId topic) {
		return this.jdbc.sql("""
				select f.topic_id as topicId, f.kind, f.title, f.author_id as authorId, f.board_slug as boardSlug,
				       f.readers, f.held, l.task_number as task, t.title as taskTitle, t.kind as taskKind,
				       t.origin_ref as originRef
				from topic_facts f left join task_topics l on l.topic_id = f.topic_id
				left join task_facts t on t.number = l.task_number
				where f.topic_id = :topic
				""").param("topic", topic.value()).query(Facts.class).single();
	}

	private record Facts(long topicId, TopicKind kind, String title, long authorId, String boardSlug, String readers,
			boolean held, @Nullable Long task, @Nullable String taskTitle, @Nullable TaskKind taskKind,
			@Nullable String originRef) {

		TaskNumber number() {
			return TaskNumber.of(Objects.requireNonNull(this.task));
		}

		Audience shownTo() {
			return this.held ? Audience.TEAM : new Audience(this.readers);
		}

	}

}
