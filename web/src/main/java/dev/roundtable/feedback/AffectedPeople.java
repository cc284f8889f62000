package dev.roundtable.feedback;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

import dev.roundtable.tasks.TaskNumber;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Counts whom a task affects: each person once, whether she reported it, voted for it,
 * said that she has it, too, or did all of that, on whichever of the topics of it and of
 * what was merged into it. What is hidden does not count.
 */
@Component
class AffectedPeople {

	private final JdbcClient jdbc;

	AffectedPeople(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/** Of each of these tasks, which stand on the list themselves. */
	Map<TaskNumber, Count> of(Collection<TaskNumber> tasks) {
		Map<TaskNumber, Count> counts = new HashMap<>();
		tasks.forEach((task) -> counts.put(task, new Count(0, 0)));
		Long[] numbers = tasks.stream().map(TaskNumber::value).distinct().toArray(Long[]::new);
		this.jdbc.sql("""
				with counted as (
				    select number as task, number as part, author_id, origin from task_facts where number = any(:tasks)
				    union all
				    select duplicate_of, number, author_id, origin from task_facts where duplicate_of = any(:tasks)
				)
				select task, count(distinct person) as people, count(distinct voter) as votes from (
				    select c.task, c.author_id as person, cast(null as bigint) as voter
				    from counted c where c.origin <> 'TOPIC'
				    union all
				    select c.task, f.author_id, null from counted c
				    join task_topics l on l.task_number = c.part
				    join topic_facts f on f.topic_id = l.topic_id where f.held = false
				    union all
				    select c.task, v.account_id, v.account_id from counted c
				    join task_topics l on l.task_number = c.part
				    join topic_facts f on f.topic_id = l.topic_id
				    join topic_vote_facts v on v.topic_id = l.topic_id where f.held = false
				    union all
				    select r.task_number, r.account_id, null from task_report_facts r where r.task_number = any(:tasks)
				    union all
				    select d.duplicate_of, r.account_id, null from task_facts d
				    join task_report_facts r on r.task_number = d.number where d.duplicate_of = any(:tasks)
				    union all
				    select v.task_number, v.account_id, v.account_id from task_votes v where v.task_number = any(:tasks)
				    union all
				    select d.duplicate_of, v.account_id, v.account_id from task_facts d
				    join task_votes v on v.task_number = d.number where d.duplicate_of = any(:tasks)
				) everybody group by task
				""").param("tasks", numbers).query((row) -> {
			counts.put(TaskNumber.of(row.getLong("task")), new Count(row.getInt("people"), row.getInt("votes")));
		});
		return counts;
	}

	record Count(int people, int votes) {
	}

}
