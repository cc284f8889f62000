package dev.roundtable.writing;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;

import dev.roundtable.forum.TopicDraft;
import dev.roundtable.forum.TopicKind;
import dev.roundtable.forum.Topics;
import dev.roundtable.http.OnceKey;
import dev.roundtable.stores.StoreTest;
import dev.roundtable.stores.World;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@StoreTest
class RerenderedRoomsTests {

	private final Rerendering rerendering;

	private final Topics topics;

	private final JdbcClient jdbc;

	private final World world;

	RerenderedRoomsTests(Rerendering rerendering, Topics topics, JdbcClient jdbc, World world) {
		this.rerendering = rerendering;
		this.topics = topics;
		this.jdbc = jdbc;
		this.world = world;
	}

	@Test
	void floors_tasks_and_comments_of_an_older_renderer_are_made_again() {
		long topic = this.topics
			.post(this.world.mei, OnceKey.NONE,
					new TopicDraft(this.world.board, TopicKind.BUG, "Old", "a *b* @ada", List.of()))
			.topic()
			.value();
		long task = this.jdbc.sql("select number from tasks where origin = 'TOPIC' and origin_ref = :topic")
			.param("topic", String.valueOf(topic))
			.query(Long.class)
			.single();
		this.jdbc.sql("""
				insert into task_comments (task_number, author_id, body, html, internal, created_at)
				values (:task, :author, 'a *b* @ada', 'old', true, :now)
				""")
			.param("task", task)
			.param("author", this.world.lin.id().value())
			.param("now", OffsetDateTime.now())
			.update();
		this.jdbc.sql("update tasks set body = 'a *b* @ada', html = 'old', renderer = 0 where number = :task")
			.param("task", task)
			.update();
		this.jdbc.sql("update posts set html = 'old', plain = null, renderer = 0 where topic_id = :topic")
			.param("topic", topic)
			.update();
		long version = version(topic);
		this.jdbc.sql("update rerendering set finished = false, done_to = 0, owner = null").update();
		for (String rows : List.of("posts where topic_id = " + topic, "tasks where number = " + task,
				"task_comments where task_number = " + task)) {
			await().atMost(Duration.ofMinutes(2)).untilAsserted(() -> {
				this.rerendering.work();
				assertThat(this.jdbc.sql("select plain from " + rows).query((row, _) -> "" + row.getString(1)).single())
					.isEqualTo("a b @ada");
			});
			assertThat(this.jdbc.sql("select html from " + rows).query(String.class).single()).contains("<em>b</em>");
			assertThat(this.jdbc.sql("select renderer from " + rows).query(Integer.class).single())
				.isEqualTo(Markdown.VERSION);
		}
		assertThat(version(topic)).as("the version an open edit was made against").isEqualTo(version);
		assertThat(this.jdbc.sql("select count(*) from floor_pages where topic_id = :topic and page = 1")
			.param("topic", topic)
			.query(Long.class)
			.single()).as("pages that are kept know of it").isEqualTo(1);
	}

	private long version(long topic) {
		return this.jdbc.sql("select version from posts where topic_id = :topic")
			.param("topic", topic)
			.query(Long.class)
			.single();
	}

}
