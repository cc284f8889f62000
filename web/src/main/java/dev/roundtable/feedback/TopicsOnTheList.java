package dev.roundtable.feedback;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import dev.roundtable.forum.TopicId;
import dev.roundtable.forum.Topics;
import dev.roundtable.people.Audiences;
import dev.roundtable.people.Role;
import dev.roundtable.people.Viewer;
import dev.roundtable.tasks.LinkedTopics;
import dev.roundtable.tasks.TaskNumber;
import dev.roundtable.writing.Markdown;
import dev.roundtable.writing.When;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What the list shows of the forum. */
@Component
class TopicsOnTheList implements LinkedTopics {

	/** Characters of a reply. */
	private static final int WORDS = 600;

	private final JdbcClient jdbc;

	TopicsOnTheList(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	@Override
	public List<LinkedTopic> of(TaskNumber task, @Nullable Viewer viewer) {
		List<Row> rows = this.jdbc
			.sql("""
					select f.id, f.title, n.name as author, f.votes, f.created_at as createdAt, f.floors, f.own, p.floor,
					       case when p.floor = 1 then p.body end as body, case when p.floor = 1 then p.html end as html,
					       case when p.floor > 1 then substring(p.plain, 1, :words) end as words,
					       w.name as writer, w.role, p.created_at as writtenAt
					from (select f.topic_id as id, f.title, f.author_id, f.votes, f.created_at, f.floors, c.number,
					             c.number = :task and c.origin_ref = cast(f.topic_id as varchar(20)) as own
					      from (select number, origin_ref from task_facts where number = :task
					            union all select number, origin_ref from task_facts where duplicate_of = :task) c
					      join task_topics l on l.task_number = c.number
					      join topic_facts f on f.topic_id = l.topic_id and f.held = false and\s"""
					+ Audiences.mayRead("f.readers")
					+ """

							      order by case when c.number = :task then 0 else 1 end, f.created_at, f.topic_id limit 100) f
							join people_names n on n.account_id = f.author_id
							left join post_facts p on p.topic_id = f.id and p.held = false
							    and p.floor in (1, f.floors, f.floors - 1, f.floors - 2, f.floors - 3, f.floors - 4)
							left join people_names w on w.account_id = p.author_id
							order by case when f.number = :task then 0 else 1 end, f.created_at, f.id, p.floor
							""")
			.param("words", WORDS + 1)
			.param("task", task.value())
			.param("audiences", Audiences.of(viewer).array())
			.query(Row.class)
			.list();
		Map<Long, List<Row>> byTopic = new LinkedHashMap<>();
		rows.forEach((row) -> byTopic.computeIfAbsent(row.id(), (_) -> new ArrayList<>()).add(row));
		List<LinkedTopic> topics = new ArrayList<>();
		for (List<Row> floors : byTopic.values()) {
			List<Reply> said = floors.stream().filter(Row::isReply).map(Row::reply).toList();
			topics.add(floors.getFirst().view(topics.isEmpty(), said.reversed()));
		}
		return topics;
	}

	/**
	 * A topic with one of its floors, with none where all that are looked at are held.
	 *
	 * @param own whether the task came from it
	 * @param html null where it was too long to be kept
	 */
	private record Row(long id, String title, String author, int votes, OffsetDateTime createdAt, int floors,
			@Nullable Boolean own, @Nullable Integer floor, @Nullable String body, @Nullable String html,
			@Nullable String words, @Nullable String writer, @Nullable Role role, @Nullable OffsetDateTime writtenAt) {

		boolean isReply() {
			return this.floor != null && this.floor > 1;
		}

		Reply reply() {
			String text = Objects.requireNonNullElse(this.words, "");
			boolean more = text.length() > WORDS;
			return new Reply(Objects.requireNonNullElse(this.writer, ""), this.role != null && this.role.isTeam(),
					more ? text.substring(0, WORDS) + "…" : text, more,
					Topics.url(TopicId.of(this.id), this.title) + "?floor=" + this.floor + "#floor-" + this.floor,
					this.title, When.of(Objects.requireNonNull(this.writtenAt).toInstant()));
		}

		LinkedTopic view(boolean first, List<Reply> said) {
			String url = Topics.url(TopicId.of(this.id), this.title);
			boolean withText = first && this.body != null;
			String text = (this.html != null || this.body == null || !withText) ? this.html
					: Markdown.toHtml(this.body);
			return new LinkedTopic(this.id, url, this.title, this.author, this.votes,
					When.of(this.createdAt.toInstant()), this.floors - 1,
					(this.floors > 1) ? url + "?floor=" + this.floors + "#floor-" + this.floors : null,
					!Boolean.TRUE.equals(this.own), (withText && this.body != null) ? this.body : "",
					(withText && text != null) ? text : "", said);
		}

	}

}
