package dev.roundtable.feedback;

import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.roundtable.forum.TaskBadges;
import dev.roundtable.forum.TaskPanels;
import dev.roundtable.forum.TopicId;
import dev.roundtable.tasks.TaskComments;
import dev.roundtable.tasks.TaskNumber;
import dev.roundtable.writing.When;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What the forum shows of the list. A duplicate's topic shows the original. */
@Component
class TasksOnTheForum implements TaskBadges, TaskPanels {

	private final JdbcClient jdbc;

	private final TaskComments comments;

	TasksOnTheForum(JdbcClient jdbc, TaskComments comments) {
		this.jdbc = jdbc;
		this.comments = comments;
	}

	@Override
	public Map<TopicId, TaskBadge> of(Collection<TopicId> topics) {
		Map<TopicId, TaskBadge> badges = new HashMap<>();
		if (!topics.isEmpty()) {
			this.jdbc.sql("""
					select l.topic_id, o.number, o.status from task_topics l
					join tasks t on t.number = l.task_number
					join tasks o on o.number = coalesce(t.duplicate_of, t.number)
					where l.topic_id in (:ids)
					""").param("ids", topics.stream().map(TopicId::value).toList()).query((row) -> {
				badges.put(TopicId.of(row.getLong("topic_id")),
						new TaskBadge(row.getLong("number"), row.getString("status")));
			});
		}
		return badges;
	}

	@Override
	public Optional<TaskPanel> of(TopicId topic) {
		return this.jdbc.sql("""
				select o.number, o.status, s.name as statusBy, o.status_at as statusAt, o.reason,
				       o.fixed_in as fixedIn from task_topics l
				join tasks t on t.number = l.task_number
				join tasks o on o.number = coalesce(t.duplicate_of, t.number)
				left join accounts s on s.id = o.status_by
				where l.topic_id = :topic
				""")
			.param("topic", topic.value())
			.query(Row.class)
			.optional()
			.map((row) -> new TaskPanel(row.number(), TaskNumber.of(row.number()).url(), row.status(), row.statusBy(),
					When.of(row.statusAt().toInstant()), row.reason(), row.fixedIn(), answers(row.number())));
	}

	private List<Answer> answers(long task) {
		return this.comments.answers(TaskNumber.of(task))
			.stream()
			.map((comment) -> new Answer(comment.author(), comment.html(), comment.at()))
			.toList();
	}

	private record Row(long number, String status, @Nullable String statusBy, OffsetDateTime statusAt,
			@Nullable String reason, @Nullable String fixedIn) {
	}

}
