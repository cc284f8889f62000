package dev.roundtable.feedback;

import java.time.OffsetDateTime;
import java.util.List;

import dev.roundtable.forum.TopicId;
import dev.roundtable.forum.Topics;
import dev.roundtable.tasks.LinkedTopics;
import dev.roundtable.tasks.TaskNumber;
import dev.roundtable.tasks.Tasks;
import dev.roundtable.writing.When;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What the list shows of the forum. */
@Component
class TopicsOnTheList implements LinkedTopics {

	private final JdbcClient jdbc;

	private final Tasks tasks;

	TopicsOnTheList(JdbcClient jdbc, Tasks tasks) {
		this.jdbc = jdbc;
		this.tasks = tasks;
	}

	@Override
	public List<LinkedTopic> of(TaskNumber task) {
		return this.jdbc.sql("""
				select f.id, f.title, a.name as author, f.votes, f.created_at as createdAt, p.html from task_topics l
				join topics f on f.id = l.topic_id join accounts a on a.id = f.author_id
				join posts p on p.topic_id = f.id and p.floor = 1
				where l.task_number in (:family) order by f.created_at, f.id limit 100
				""").param("family", this.tasks.family(task)).query(Row.class).list().stream().map(Row::view).toList();
	}

	private record Row(long id, String title, String author, int votes, OffsetDateTime createdAt,
			@Nullable String html) {

		LinkedTopic view() {
			return new LinkedTopic(this.id, Topics.url(TopicId.of(this.id), this.title), this.title, this.author,
					this.votes, When.of(this.createdAt.toInstant()), (this.html != null) ? this.html : "");
		}

	}

}
