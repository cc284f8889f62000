package dev.roundtable.feedback;

import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.roundtable.forum.TaskBadges;
import dev.roundtable.forum.TaskPanels;
import dev.roundtable.forum.TopicId;
import dev.roundtable.people.Audiences;
import dev.roundtable.people.Viewer;
import dev.roundtable.tasks.TaskComments;
import dev.roundtable.tasks.TaskNumber;
import dev.roundtable.writing.When;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What the forum shows of the list. A duplicate's topic shows the original. */
@Component
class TasksOnTheForum implements TaskBadges, TaskPanels {

	/** Whom both audiences of a task allow. */
	private static final String MAY_READ = Audiences.mayRead("o.audience") + " and "
			+ Audiences.mayRead("o.source_audience");

	private final JdbcClient jdbc;

	private final TaskComments comments;

	TasksOnTheForum(JdbcClient jdbc, TaskComments comments) {
		this.jdbc = jdbc;
		this.comments = comments;
	}

	@Override
	public Map<TopicId, TaskBadge> of(Collection<TopicId> topics, @Nullable Viewer viewer) {
		Map<TopicId, TaskBadge> badges = new HashMap<>();
		if (!topics.isEmpty()) {
			this.jdbc.sql("""
					select l.topic_id, o.number, o.status from task_topics l
					join task_facts t on t.number = l.task_number
					join task_facts o on o.number = coalesce(t.duplicate_of, t.number)
					where l.topic_id in (:ids) and
					""" + MAY_READ)
				.param("ids", topics.stream().map(TopicId::value).toList())
				.param("audiences", Audiences.of(viewer).array())
				.query((row) -> {
					badges.put(TopicId.of(row.getLong("topic_id")),
							new TaskBadge(row.getLong("number"), row.getString("status")));
				});
		}
		return badges;
	}

	@Override
	public Map<TopicId, TaskPanel> panels(Collection<TopicId> topics, @Nullable Viewer viewer) {
		Map<TopicId, TaskPanel> panels = new HashMap<>();
		if (!topics.isEmpty()) {
			this.jdbc.sql("""
					select l.topic_id as topicId, o.number, o.status, s.name as statusBy, o.status_at as statusAt,
					       o.reason, o.fixed_in as fixedIn from task_topics l
					join tasks t on t.number = l.task_number
					join tasks o on o.number = coalesce(t.duplicate_of, t.number)
					left join people_names s on s.account_id = o.status_by
					where l.topic_id in (:ids) and
					""" + MAY_READ)
				.param("ids", topics.stream().map(TopicId::value).toList())
				.param("audiences", Audiences.of(viewer).array())
				.query(Row.class)
				.list()
				.forEach((row) -> panels.put(TopicId.of(row.topicId()), panel(row)));
		}
		return panels;
	}

	private TaskPanel panel(Row row) {
		return new TaskPanel(row.number(), TaskNumber.of(row.number()).url(), row.status(), row.statusBy(),
				When.of(row.statusAt().toInstant()), row.reason(), row.fixedIn(), answers(row.number()));
	}

	private List<Answer> answers(long task) {
		return this.comments.answers(TaskNumber.of(task))
			.stream()
			.map((comment) -> new Answer(comment.author(), comment.html(), comment.at()))
			.toList();
	}

	private record Row(long topicId, long number, String status, @Nullable String statusBy, OffsetDateTime statusAt,
			@Nullable String reason, @Nullable String fixedIn) {
	}

}
