package dev.roundtable.feedback;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;

import dev.roundtable.tasks.TaskNumber;
import dev.roundtable.tasks.VotesOverTime;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** When people voted, each once, for a task and for whatever was merged into it. */
@Component
class VotesByTime implements VotesOverTime {

	private final JdbcClient jdbc;

	VotesByTime(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	@Override
	public List<Long> before(TaskNumber task, List<OffsetDateTime> moments) {
		List<String> columns = new ArrayList<>();
		for (int i = 0; i < moments.size(); i++) {
			columns.add("count(case when at < :m" + i + " then 1 end)");
		}
		JdbcClient.StatementSpec statement = this.jdbc.sql("select " + String.join(", ", columns) + """
				 from (select person, min(at) as at from (
				    select v.account_id as person, v.created_at as at
				    from (select number from task_facts where number = :task
				          union all select number from task_facts where duplicate_of = :task) c
				    join task_topics l on l.task_number = c.number
				    join topic_facts f on f.topic_id = l.topic_id and f.held = false
				    join topic_vote_times v on v.topic_id = l.topic_id
				    union all
				    select v.account_id, v.created_at
				    from (select number from task_facts where number = :task
				          union all select number from task_facts where duplicate_of = :task) c
				    join task_votes v on v.task_number = c.number
				) votes group by person) first
				""");
		for (int i = 0; i < moments.size(); i++) {
			statement = statement.param("m" + i, moments.get(i));
		}
		return statement.param("task", task.value()).query((row, _) -> {
			List<Long> counts = new ArrayList<>();
			for (int i = 1; i <= moments.size(); i++) {
				counts.add(row.getLong(i));
			}
			return counts;
		}).single();
	}

}
