package dev.roundtable.forum;

import java.util.List;

import dev.roundtable.http.OnceKey;
import dev.roundtable.stores.StoreTest;
import dev.roundtable.stores.World;
import dev.roundtable.writing.Markdown;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

@StoreTest
class OldRenderingsTests {

	private final Topics topics;

	private final OldRenderings renderings;

	private final JdbcClient jdbc;

	private final World world;

	OldRenderingsTests(Topics topics, OldRenderings renderings, JdbcClient jdbc, World world) {
		this.topics = topics;
		this.renderings = renderings;
		this.jdbc = jdbc;
		this.world = world;
	}

	@Test
	void what_an_older_renderer_made_is_made_again() {
		long old = post("**old**");
		long edited = post("**new**");
		this.jdbc.sql("update posts set html = 'stale', plain = null, renderer = 0 where id in (?, ?)")
			.params(old, edited)
			.update();
		this.jdbc.sql("update posts set renderer = ? where id = ?").params(Markdown.VERSION, edited).update();
		this.renderings.renderAgain(old);
		assertThat(html(old)).contains("<strong>old</strong>");
		assertThat(this.jdbc.sql("select plain from posts where id = ?").param(old).query(String.class).single())
			.isEqualTo("old");
		assertThat(html(edited)).isEqualTo("stale");
	}

	private String html(long post) {
		return this.jdbc.sql("select html from posts where id = ?").param(post).query(String.class).single();
	}

	private long post(String body) {
		TopicId topic = this.topics
			.post(this.world.mei, OnceKey.NONE,
					new TopicDraft(this.world.board, TopicKind.DISCUSSION, "Talk", body, List.of()))
			.topic();
		return this.jdbc.sql("select id from posts where topic_id = ?").param(topic.value()).query(Long.class).single();
	}

}
