package dev.roundtable.tracking;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import dev.roundtable.site.Audience;
import dev.roundtable.tasks.Origin;
import dev.roundtable.tasks.TaskStatus;
import dev.roundtable.tasks.Tasks;
import dev.roundtable.tracker.Field;
import dev.roundtable.tracker.Values;
import dev.roundtable.tracker.Visibility;
import dev.roundtable.tracker.sync.ConnectionId;
import dev.roundtable.tracker.sync.OurComment;
import dev.roundtable.tracker.sync.OurTask;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Reads a task with all that may be carried of it, and what may not, which is told apart
 * by {@link Visibility}: public is what everybody may read, signed in or not.
 */
@Component
class MirroredTasks {

	private static final String EVERYONE = Audience.EVERYONE.key();

	private final JdbcClient jdbc;

	MirroredTasks(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/** A task without what was said on it. */
	record Row(long number, long version, TaskStatus status, Values values, Visibility visibility, Instant changedAt,
			@Nullable ConnectionId from) {

		boolean isOpen() {
			return this.visibility == Visibility.PUBLIC;
		}

		/** The build that it is meant for or fixed in, empty for none. */
		String release() {
			return Objects.requireNonNullElse(this.values.get(Field.RELEASE), "");
		}

	}

	Optional<OurTask> read(long task) {
		return row(task).map((row) -> new OurTask(row.number(), row.values(), row.visibility(), row.changedAt(),
				comments(task), row.from()));
	}

	Optional<Row> row(long task) {
		return this.jdbc
			.sql("""
					select t.number, t.version, t.kind, t.title, coalesce(p.body, t.body) as body, t.status, t.severity, t.component,
					       t.assignee_id, t.build, t.audience, t.source_audience, t.origin, t.origin_ref,
					       coalesce(s.held, false) as held,
					       coalesce(j.changed_at, t.updated_at) as changed_at
					from task_mirror_facts t
					left join topic_facts s on s.topic_id = case when t.origin = 'TOPIC' then cast(t.origin_ref as bigint) end
					left join post_facts p on p.topic_id = s.topic_id and p.floor = 1 and p.held = false
					left join (select max(happened_at) as changed_at from journal_facts
					    where subject = :subject and action <> all(:spoken)) j on 1 = 1
					where t.number = :task
					""")
			.param("task", task)
			.param("subject", Tasks.subject(task).toString())
			.param("spoken", Spoken.ACTIONS.toArray(String[]::new))
			.query((row, _) -> {
				Map<Field, String> values = new EnumMap<>(Field.class);
				values.put(Field.TITLE, row.getString("title"));
				values.put(Field.DESCRIPTION, row.getString("body"));
				values.put(Field.KIND, row.getString("kind"));
				values.put(Field.STATUS, row.getString("status"));
				values.put(Field.SEVERITY, row.getString("severity"));
				values.put(Field.COMPONENT, Objects.requireNonNullElse(row.getString("component"), ""));
				values.put(Field.ASSIGNEE, Objects.requireNonNullElse(row.getString("assignee_id"), ""));
				values.put(Field.RELEASE, Objects.requireNonNullElse(row.getString("build"), ""));
				boolean open = EVERYONE.equals(row.getString("audience"))
						&& EVERYONE.equals(row.getString("source_audience")) && !row.getBoolean("held");
				return new Row(task, row.getLong("version"), TaskStatus.valueOf(row.getString("status")),
						new Values(values), open ? Visibility.PUBLIC : Visibility.PRIVATE,
						row.getObject("changed_at", OffsetDateTime.class).toInstant(),
						TrackerOrigin.connection(row.getString("origin"), row.getString("origin_ref")).orElse(null));
			})
			.optional();
	}

	/**
	 * What the team said, and what stands below the topics. An answer and a floor may
	 * have the same number, so those of floors are odd here.
	 */
	private List<OurComment> comments(long task) {
		List<OurComment> comments = new ArrayList<>(said(task));
		comments.addAll(floors(task));
		return comments;
	}

	private List<OurComment> said(long task) {
		return this.jdbc.sql("""
				select c.comment_id, n.name, c.body, c.internal, f.connection_id, f.comment
				from task_comment_facts c join people_names n on n.account_id = c.author_id
				left join tracker_comments f on f.comment_id = c.comment_id
				where c.task_number = :task order by c.comment_id
				""").param("task", task).query((row, _) -> {
			Long from = row.getObject("connection_id", Long.class);
			return new OurComment(Numbers.ofAnswer(row.getLong("comment_id")), row.getString("name"),
					row.getString("body"), row.getBoolean("internal") ? Visibility.PRIVATE : Visibility.PUBLIC,
					(from != null) ? new OurComment.Source(new ConnectionId(from), row.getString("comment")) : null);
		}).list();
	}

	private List<OurComment> floors(long task) {
		return this.jdbc.sql("""
				select p.post_id, n.name, p.body, t.readers
				from task_topic_facts l join topic_facts t on t.topic_id = l.topic_id
				join post_facts p on p.topic_id = l.topic_id join people_names n on n.account_id = p.author_id
				where l.task_number = :task and p.floor > 1 and p.held = false and p.body <> ''
				order by p.post_id
				""")
			.param("task", task)
			.query((row, _) -> new OurComment(Numbers.ofFloor(row.getLong("post_id")), row.getString("name"),
					row.getString("body"),
					EVERYONE.equals(row.getString("readers")) ? Visibility.PUBLIC : Visibility.PRIVATE, null))
			.list();
	}

	/** Two kinds of comments with one kind of number. */
	static final class Numbers {

		private Numbers() {
		}

		static long ofAnswer(long comment) {
			return 2 * comment;
		}

		static long ofFloor(long post) {
			return 2 * post + 1;
		}

		/** The answer that such a number stands for. */
		static long answer(long number) {
			return number / 2;
		}

	}

	/** What is said on a task changes none of its values. */
	static final class Spoken {

		static final List<String> ACTIONS = List.of("noted", "answered", "corrected-note", "corrected-answer",
				"withdrew-note", "withdrew-answer", "me-too", "me-too-withdrawn", "voted", "vote-withdrawn", "pushed",
				"linked", "unlinked", "tried-again", "settled");

		private Spoken() {
		}

	}

}
