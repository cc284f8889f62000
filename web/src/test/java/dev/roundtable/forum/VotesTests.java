package dev.roundtable.forum;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

import dev.roundtable.http.OnceKey;
import dev.roundtable.people.Viewer;
import dev.roundtable.stores.StoreTest;
import dev.roundtable.stores.World;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@StoreTest
class VotesTests {

	private final Topics topics;

	private final Votes votes;

	private final JdbcClient jdbc;

	private final World world;

	VotesTests(Topics topics, Votes votes, JdbcClient jdbc, World world) {
		this.topics = topics;
		this.votes = votes;
		this.jdbc = jdbc;
		this.world = world;
	}

	@Test
	void voting_twice_counts_once_and_can_be_taken_back() {
		TopicId idea = idea();
		this.votes.cast(this.world.jun, OnceKey.NONE, idea);
		this.votes.cast(this.world.jun, OnceKey.NONE, idea);
		awaitVotes(idea, 1);
		this.votes.withdraw(this.world.jun, OnceKey.NONE, idea);
		awaitVotes(idea, 0);
	}

	@Test
	void a_storm_of_two_hundred_voters_is_counted_to_the_last() throws InterruptedException {
		TopicId idea = idea();
		List<Callable<Boolean>> storm = new ArrayList<>();
		for (int i = 0; i < 200; i++) {
			Viewer voter = this.world.fan();
			storm.add(() -> {
				this.votes.cast(voter, OnceKey.NONE, idea);
				return true;
			});
		}
		assertThat(World.atOnce(32, storm)).hasSize(200);
		awaitVotes(idea, 200);
		await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(this.jdbc.sql("""
				select t.people from tasks t join task_topics l on l.task_number = t.number where l.topic_id = ?
				""").param(idea.value()).query(Integer.class).single()).isEqualTo(201));
	}

	@Test
	void what_waits_for_a_deleted_topic_blocks_nobody() {
		this.jdbc.sql("insert into votes_to_count (topic_id) values (:gone)").param("gone", Long.MAX_VALUE).update();
		TopicId idea = idea();
		this.jdbc.sql("insert into topic_votes (topic_id, account_id, created_at) values (?, ?, ?)")
			.params(idea.value(), this.world.jun.id().value(), OffsetDateTime.now())
			.update();
		this.jdbc.sql("insert into votes_to_count (topic_id) values (:idea)").param("idea", idea.value()).update();
		this.votes.countLeftovers();
		awaitVotes(idea, 1);
		await().atMost(Duration.ofSeconds(20))
			.untilAsserted(() -> assertThat(this.jdbc.sql("select count(*) from votes_to_count where topic_id = ?")
				.param(Long.MAX_VALUE)
				.query(Integer.class)
				.single()).isZero());
	}

	private TopicId idea() {
		return this.topics
			.post(this.world.mei, OnceKey.NONE,
					new TopicDraft(this.world.board, TopicKind.IDEA, "A dark theme", "Please", List.of()))
			.topic();
	}

	private void awaitVotes(TopicId topic, int votes) {
		await().atMost(Duration.ofSeconds(20))
			.untilAsserted(() -> assertThat(this.topics.find(topic).orElseThrow().votes()).isEqualTo(votes));
	}

}
