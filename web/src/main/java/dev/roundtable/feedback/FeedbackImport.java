package dev.roundtable.feedback;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.roundtable.forum.TopicId;
import dev.roundtable.forum.Topics;
import dev.roundtable.tasks.TaskImport;
import dev.roundtable.tasks.TaskNumber;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Joins imported topics and tasks, many at once. */
@Component
public class FeedbackImport {

	private final JdbcTemplate batch;

	private final JdbcClient jdbc;

	private final TaskImport tasks;

	private final Topics topics;

	private final AffectedPeople people;

	private final Clock clock;

	FeedbackImport(JdbcTemplate batch, JdbcClient jdbc, TaskImport tasks, Topics topics, AffectedPeople people,
			Clock clock) {
		this.batch = batch;
		this.jdbc = jdbc;
		this.tasks = tasks;
		this.topics = topics;
		this.people = people;
		this.clock = clock;
	}

	/** The task of each of these topics that has one. */
	public Map<TopicId, TaskNumber> tasks(Collection<TopicId> topics) {
		Map<TopicId, TaskNumber> found = new HashMap<>();
		if (!topics.isEmpty()) {
			this.jdbc.sql("select topic_id, task_number from task_topics where topic_id in (:topics)")
				.param("topics", topics.stream().map(TopicId::value).toList())
				.query((row) -> {
					found.put(TopicId.of(row.getLong("topic_id")), TaskNumber.of(row.getLong("task_number")));
				});
		}
		return found;
	}

	/** Links topics that have no task yet. */
	public void link(Map<TopicId, TaskNumber> links) {
		if (links.isEmpty()) {
			return;
		}
		OffsetDateTime now = OffsetDateTime.now(this.clock);
		List<Object[]> rows = new ArrayList<>();
		links.forEach((topic, task) -> rows.add(new Object[] { topic.value(), task.value(), now }));
		this.batch.batchUpdate("insert into task_topics (topic_id, task_number, linked_at) values (?, ?, ?)", rows);
	}

	/**
	 * Makes two tasks one: all topics of the duplicate stand with the original then.
	 * @return the topics that moved
	 */
	public List<TopicId> merge(TaskNumber duplicate, TaskNumber original) {
		List<TopicId> moved = this.jdbc.sql("select topic_id from task_topics where task_number = :task")
			.param("task", duplicate.value())
			.query(Long.class)
			.list()
			.stream()
			.map(TopicId::of)
			.toList();
		this.jdbc.sql("update task_topics set task_number = :original where task_number = :duplicate")
			.param("original", original.value())
			.param("duplicate", duplicate.value())
			.update();
		this.topics.touch(moved);
		this.tasks.giveWay(duplicate, original);
		return moved;
	}

	/** Counts each person once, on whichever of a task's topics she reported or voted. */
	public void recount(Collection<TaskNumber> tasks) {
		if (!tasks.isEmpty()) {
			this.tasks.recount(this.people.of(tasks)
				.entrySet()
				.stream()
				.map((one) -> new TaskImport.Count(one.getKey(), one.getValue().people(), one.getValue().votes()))
				.toList());
		}
	}

}
