package dev.roundtable.indexing;

import java.util.List;

import dev.roundtable.forum.TopicDraft;
import dev.roundtable.forum.TopicId;
import dev.roundtable.forum.TopicKind;
import dev.roundtable.forum.Topics;
import dev.roundtable.http.NotFound;
import dev.roundtable.http.OnceKey;
import dev.roundtable.limits.Limits;
import dev.roundtable.search.DocumentKey.Type;
import dev.roundtable.search.DocumentKey;
import dev.roundtable.search.SearchIndex;
import dev.roundtable.stores.StoreTest;
import dev.roundtable.stores.World;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** With an index that finds everything alike. */
@StoreTest
class SimilarTests {

	private final Topics topics;

	private final Limits limits;

	private final JdbcClient jdbc;

	private final World world;

	SimilarTests(Topics topics, Limits limits, JdbcClient jdbc, World world) {
		this.topics = topics;
		this.limits = limits;
		this.jdbc = jdbc;
		this.world = world;
	}

	@Test
	void what_is_alike_is_shown_with_its_state_and_the_words_that_both_have() {
		TopicId topic = bug();
		assertThat(similar(topic).to(this.world.jun, "拍照时相机闪退", "crash on 5.8.9")).singleElement().satisfies((like) -> {
			assertThat(like.title()).isEqualTo("相机启动就闪退");
			assertThat(like.status()).isEqualTo("NEW");
			assertThat(like.words().split(", ")).containsExactlyInAnyOrder("5.8.9", "相机", "闪退");
		});
	}

	@Test
	void what_shares_no_word_is_not_shown_however_alike_the_engine_holds_it() {
		assertThat(similar(bug()).to(this.world.jun, "蓝牙断开", "It rains")).isEmpty();
	}

	@Test
	void who_may_not_read_it_is_not_told_that_it_is_alike() {
		TopicId topic = bug();
		this.jdbc.sql("update boards set readers = 'team' where slug = ?").param(this.world.board).update();
		assertThat(similar(topic).to(this.world.jun, "相机", "")).isEmpty();
		assertThat(similar(topic).to(null, "相机", "")).isEmpty();
		assertThat(similar(topic).to(this.world.lin, "相机", "")).hasSize(1);
		assertThatExceptionOfType(NotFound.class).isThrownBy(() -> similar(topic).to(this.world.jun, key(topic)));
	}

	@Test
	void nothing_is_like_itself_or_like_nothing() {
		TopicId topic = bug();
		assertThat(similar(topic).to(this.world.jun, key(topic))).isEmpty();
		assertThat(similar(topic).to(this.world.jun, " ", "相机")).isEmpty();
	}

	@Test
	void a_task_is_not_like_the_topics_that_are_in_it() {
		TopicId topic = bug();
		long task = this.jdbc.sql("select task_number from task_topics where topic_id = ?")
			.param(topic.value())
			.query(Long.class)
			.single();
		assertThat(similar(topic).to(this.world.lin, new DocumentKey(Type.TASK, task))).isEmpty();
		assertThat(similar(bug()).to(this.world.lin, new DocumentKey(Type.TASK, task))).hasSize(1);
	}

	@Test
	void while_the_engine_is_away_nothing_is_alike() {
		assertThat(new Similar(SearchIndex.off(), new FoundRows(this.jdbc), this.limits).to(this.world.jun, "相机", ""))
			.isEmpty();
	}

	private Similar similar(TopicId topic) {
		Shelf shelf = new Shelf();
		shelf.titled = List.of(key(topic));
		return new Similar(shelf, new FoundRows(this.jdbc), this.limits);
	}

	private static DocumentKey key(TopicId topic) {
		return new DocumentKey(Type.TOPIC, topic.value());
	}

	private TopicId bug() {
		return this.topics
			.post(this.world.mei, OnceKey.NONE,
					new TopicDraft(this.world.board, TopicKind.BUG, "相机启动就闪退", "V5.8.9, every time", List.of()))
			.topic();
	}

}
