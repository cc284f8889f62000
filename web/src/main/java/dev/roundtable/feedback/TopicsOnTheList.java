package dev.roundtable.feedback;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;

import dev.roundtable.forum.TopicId;
import dev.roundtable.forum.Topics;
import dev.roundtable.people.Audiences;
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

	private final JdbcClient jdbc;

	TopicsOnTheList(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	@Override
	public List<LinkedTopic> of(TaskNumber task, @Nullable Viewer viewer) {
		List<Row> rows = this.jdbc
			.sql("""
					select f.topic_id as id, f.title, n.name as author, f.votes, f.created_at as createdAt, f.floors,
					       p.body, p.html
					from (select number from task_facts where number = :task
					      union all select number from task_facts where duplicate_of = :task) c
					join task_topics l on l.task_number = c.number
					join topic_facts f on f.topic_id = l.topic_id and f.held = false and\s"""
					+ Audiences.mayRead("f.readers") + """

							join people_names n on n.account_id = f.author_id
							join post_facts p on p.topic_id = f.topic_id and p.floor = 1
							order by case when c.number = :task then 0 else 1 end, f.created_at, f.topic_id limit 100
							""")
			.param("task", task.value())
			.param("audiences", Audiences.of(viewer).array())
			.query(Row.class)
			.list();
		List<LinkedTopic> topics = new ArrayList<>();
		for (Row row : rows) {
			topics.add(row.view(topics.isEmpty()));
		}
		return topics;
	}

	/**
	 * @param html null where it was too long to be kept
	 */
	private record Row(long id, String title, String author, int votes, OffsetDateTime createdAt, int floors,
			String body, @Nullable String html) {

		LinkedTopic view(boolean withText) {
			String url = Topics.url(TopicId.of(this.id), this.title);
			String text = (this.html != null || !withText) ? this.html : Markdown.toHtml(this.body);
			return new LinkedTopic(this.id, url, this.title, this.author, this.votes,
					When.of(this.createdAt.toInstant()), this.floors - 1,
					(this.floors > 1) ? url + "?floor=" + this.floors + "#floor-" + this.floors : null,
					withText ? this.body : "", (withText && text != null) ? text : "");
		}

	}

}
