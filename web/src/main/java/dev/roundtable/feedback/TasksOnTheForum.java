package dev.roundtable.feedback;

import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.roundtable.forum.Setup;
import dev.roundtable.forum.TaskBadges;
import dev.roundtable.forum.TaskPanels;
import dev.roundtable.forum.TopicId;
import dev.roundtable.people.Audiences;
import dev.roundtable.people.Viewer;
import dev.roundtable.tasks.TaskComments;
import dev.roundtable.tasks.RuleReasons;
import dev.roundtable.tasks.TaskNumber;
import dev.roundtable.writing.When;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What the forum shows of the list. A duplicate's topic shows the original, where whoever
 * looks may see that, or else the duplicate.
 */
@Component
class TasksOnTheForum implements TaskBadges, TaskPanels {

	/** Wants {@code :audiences}; {@code s} is the task that stands for the topic's. */
	private static final String SHOWN = """
			 from task_topics l
			join task_facts t on t.number = l.task_number and %s and %s
			left join task_facts o on o.number = t.duplicate_of and %s and %s
			""".formatted(Audiences.mayRead("t.audience"), Audiences.mayRead("t.source_audience"),
			Audiences.mayRead("o.audience"), Audiences.mayRead("o.source_audience"));

	private final JdbcClient jdbc;

	private final TaskComments comments;

	private final RuleReasons reasons;

	TasksOnTheForum(JdbcClient jdbc, TaskComments comments, RuleReasons reasons) {
		this.reasons = reasons;
		this.jdbc = jdbc;
		this.comments = comments;
	}

	@Override
	public Map<TopicId, TaskBadge> of(Collection<TopicId> topics, @Nullable Viewer viewer) {
		Map<TopicId, TaskBadge> badges = new HashMap<>();
		if (!topics.isEmpty()) {
			this.jdbc
				.sql("select l.topic_id, coalesce(o.number, t.number) as number, coalesce(o.status, t.status) as status"
						+ SHOWN + "where l.topic_id = any(:ids)")
				.param("ids", topics.stream().map(TopicId::value).toArray(Long[]::new))
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
			this.jdbc
				.sql("""
						select l.topic_id as topicId, s.number, coalesce(o.status, t.status) as status,
						       n.name as statusBy, s.status_at as statusAt, s.reason, s.fixed_in as fixedIn,
						       nullif(coalesce(o.title, t.title), f.title) as title, q.released_at as releasedAt,
						       (select count(*) from task_verifications v where v.task_number = s.number
						           and v.answered_at >= q.released_at and v.works) as works,
						       (select count(*) from task_verifications v where v.task_number = s.number
						           and v.answered_at >= q.released_at and v.works = false) as broken,
						       (select v.works from task_verifications v where v.task_number = s.number
						           and v.answered_at >= q.released_at and v.account_id = :viewer) as mine,
						       (select min(w.floor) from post_facts w join people_names g on g.account_id = w.author_id
						           where w.topic_id = l.topic_id and w.floor > 1 and w.held = false
						           and g.role <> 'FAN') as answered,
						       p.model as device, p.build, lower(p.frequency) as frequency, e.channel,
						       (select max(concat(r.model, ' ', r.build)) from task_report_facts r
						           join task_facts k on k.number = r.task_number
						           where r.account_id = :viewer and (k.number = s.number or k.duplicate_of = s.number)) as hers
						"""
						+ SHOWN + """
								join task_fates s on s.number = coalesce(o.number, t.number)
								join topic_facts f on f.topic_id = l.topic_id
								left join people_names n on n.account_id = s.status_by
								left join task_release_facts q on q.task_number = s.number
								left join task_report_facts p on p.topic_id = l.topic_id
								left join channel_report_facts e on e.topic_id = l.topic_id
								where l.topic_id = any(:ids)
								""")
				.param("ids", topics.stream().map(TopicId::value).toArray(Long[]::new))
				.param("audiences", Audiences.of(viewer).array())
				.param("viewer", (viewer != null) ? viewer.id().value() : 0)
				.query(Row.class)
				.list()
				.forEach((row) -> panels.put(TopicId.of(row.topicId()), panel(row)));
		}
		return panels;
	}

	private TaskPanel panel(Row row) {
		return new TaskPanel(row.number(), TaskNumber.of(row.number()).url(), row.title(), row.status(), row.statusBy(),
				When.of(row.statusAt().toInstant()), this.reasons.told(row.reason()), row.fixedIn(),
				answers(row.number()),
				(row.releasedAt() != null) ? new Tried(row.works(), row.broken(), row.mine()) : null, row.answered(),
				row.setup(), row.channel(), (row.hers() != null) ? row.hers().strip() : null);
	}

	private List<Answer> answers(long task) {
		return this.comments.answers(TaskNumber.of(task))
			.stream()
			.map((comment) -> new Answer(comment.author(), comment.html(), comment.at(), comment.corrected()))
			.toList();
	}

	private record Row(long topicId, long number, String status, @Nullable String statusBy, OffsetDateTime statusAt,
			@Nullable String reason, @Nullable String fixedIn, @Nullable String title,
			@Nullable OffsetDateTime releasedAt, int works, int broken, @Nullable Boolean mine,
			@Nullable Integer answered, @Nullable String device, @Nullable String build, @Nullable String frequency,
			@Nullable String channel, @Nullable String hers) {

		@Nullable Setup setup() {
			return (this.device == null && this.build == null && this.frequency == null) ? null
					: new Setup(this.device, this.build, this.frequency);
		}

	}

}
