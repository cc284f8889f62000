package dev.roundtable.feedback;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

import dev.roundtable.tasks.TaskNumber;
import dev.roundtable.tasks.TaskRules;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What is written below a topic is its task's last change, a moment later and in one
 * batch: a reply that wrote it itself would pay for two more changed rows, and wait for
 * whoever works on the task.
 */
@Component
class LastChanges {

	/** Longer than any write takes, and than the clocks of two nodes differ. */
	private static final Duration OVERLAP = Duration.ofSeconds(30);

	/**
	 * What a node wrote before it died has been seen by then, or is by whoever starts.
	 */
	private static final Duration AT_START = Duration.ofDays(2);

	private static final int AT_ONCE = 1000;

	private final JdbcClient jdbc;

	private final TaskRules tasks;

	private final Clock clock;

	private volatile Instant since;

	LastChanges(JdbcClient jdbc, TaskRules tasks, Clock clock) {
		this.jdbc = jdbc;
		this.tasks = tasks;
		this.clock = clock;
		this.since = clock.instant().minus(AT_START);
	}

	@Scheduled(fixedDelayString = "PT1S")
	@Transactional
	void follow() {
		Instant now = this.clock.instant();
		List<Long> topics = this.jdbc.sql("select topic_id from topic_facts where last_post_at > :since and floors > 1")
			.param("since", this.since.atOffset(ZoneOffset.UTC))
			.query(Long.class)
			.list();
		for (int from = 0; from < topics.size(); from += AT_ONCE) {
			follow(topics.subList(from, Math.min(from + AT_ONCE, topics.size())));
		}
		this.since = now.minus(OVERLAP);
	}

	/** A question of its own: joined to the recent topics, H2 reads all tasks instead. */
	private void follow(List<Long> topics) {
		List<TaskNumber> heard = this.jdbc.sql("""
				select distinct o.number from task_topics l
				join topic_facts f on f.topic_id = l.topic_id
				join task_facts t on t.number = l.task_number
				join task_facts o on o.number = coalesce(t.duplicate_of, t.number)
				where l.topic_id = any(:topics) and o.updated_at < f.last_post_at
				""")
			.param("topics", topics.toArray(Long[]::new))
			.query(Long.class)
			.list()
			.stream()
			.map(TaskNumber::of)
			.toList();
		if (!heard.isEmpty()) {
			this.tasks.heard(heard);
		}
	}

}
