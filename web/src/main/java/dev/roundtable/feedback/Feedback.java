package dev.roundtable.feedback;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;

import dev.roundtable.forum.TopicId;
import dev.roundtable.forum.TopicPosted;
import dev.roundtable.forum.Topics;
import dev.roundtable.forum.VotesCounted;
import dev.roundtable.tasks.Origin;
import dev.roundtable.tasks.Severity;
import dev.roundtable.tasks.TaskChanged;
import dev.roundtable.tasks.TaskKind;
import dev.roundtable.tasks.TaskNumber;
import dev.roundtable.tasks.Tasks;

import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The rule that makes the product what it is: a bug or an idea on the forum is a row of
 * the list from the moment it is posted, and what becomes of the row is told in its
 * topics. All of it happens in the transaction that causes it.
 */
@Component
class Feedback {

	private final JdbcClient jdbc;

	private final Topics topics;

	private final Tasks tasks;

	private final Clock clock;

	Feedback(JdbcClient jdbc, Topics topics, Tasks tasks, Clock clock) {
		this.jdbc = jdbc;
		this.topics = topics;
		this.tasks = tasks;
		this.clock = clock;
	}

	@EventListener
	void openTask(TopicPosted posted) {
		switch (posted.kind()) {
			case BUG -> openTask(posted.topic(), TaskKind.BUG);
			case IDEA -> openTask(posted.topic(), TaskKind.IDEA);
			case DISCUSSION, QUESTION -> {
			}
		}
	}

	private void openTask(TopicId id, TaskKind kind) {
		Topics.Topic topic = this.topics.find(id).orElseThrow();
		TaskNumber task = this.tasks.open(topic.author(), new Origin.FromTopic(id.value()), kind, Severity.NORMAL,
				topic.title(), "", topic.board());
		this.jdbc.sql("insert into task_topics (topic_id, task_number, linked_at) values (:topic, :task, :now)")
			.param("topic", id.value())
			.param("task", task.value())
			.param("now", OffsetDateTime.now(this.clock))
			.update();
	}

	@EventListener
	void countPeople(VotesCounted counted) {
		this.jdbc.sql("select task_number from task_topics where topic_id = :topic")
			.param("topic", counted.topic().value())
			.query(Long.class)
			.optional()
			.ifPresent(this::countSoon);
	}

	/**
	 * A vote never waits for a task: who works on it holds its row and waits for its
	 * topics, and many topics may be voted for at once.
	 */
	private void countSoon(long task) {
		TaskNumber original = TaskNumber.of(original(task));
		if (this.tasks.lockUnlessBusy(original)) {
			countPeople(original);
		}
		else {
			this.jdbc.sql("insert into tasks_to_count (task_number) values (:task)").param("task", task).update();
		}
	}

	/** Counts what was busy. */
	@Scheduled(fixedDelayString = "${roundtable.votes.recount-every:500ms}")
	@Transactional
	void countLeftovers() {
		List<Waiting> waiting = this.jdbc.sql(
				"select id, task_number as taskNumber from tasks_to_count order by id limit 1000 for update skip locked")
			.query(Waiting.class)
			.list();
		if (!waiting.isEmpty()) {
			this.jdbc.sql("delete from tasks_to_count where id in (:ids)")
				.param("ids", waiting.stream().map(Waiting::id).toList())
				.update();
			waiting.stream().map(Waiting::taskNumber).distinct().forEach(this::countSoon);
		}
	}

	@EventListener
	void tellTopics(TaskChanged changed) {
		this.topics.touch(this.jdbc.sql("select topic_id from task_topics where task_number in (:family)")
			.param("family", this.tasks.family(changed.task()))
			.query(Long.class)
			.list()
			.stream()
			.map(TopicId::of)
			.toList());
		countPeople(changed.task());
	}

	private long original(long task) {
		return this.jdbc.sql("select coalesce(duplicate_of, number) from tasks where number = :task")
			.param("task", task)
			.query(Long.class)
			.single();
	}

	/**
	 * Counts each person once, whether she reported it, voted for it, or did both, on
	 * whichever of the task's topics.
	 */
	private void countPeople(TaskNumber task) {
		Counts counts = this.jdbc.sql("""
				select count(distinct person) as people, count(distinct voter) as votes from (
				    select author_id as person, cast(null as bigint) as voter from tasks where number in (:family)
				    union all
				    select f.author_id, null from task_topics l join topics f on f.id = l.topic_id
				    where l.task_number in (:family)
				    union all
				    select v.account_id, v.account_id from task_topics l join topic_votes v on v.topic_id = l.topic_id
				    where l.task_number in (:family)
				) everybody
				""").param("family", this.tasks.family(task)).query(Counts.class).single();
		this.tasks.recount(task, counts.people(), counts.votes());
	}

	private record Waiting(long id, long taskNumber) {
	}

	private record Counts(int people, int votes) {
	}

}
