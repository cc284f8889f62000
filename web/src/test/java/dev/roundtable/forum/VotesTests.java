package dev.roundtable.forum;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

import dev.roundtable.people.AccountId;
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
		this.votes.cast(this.world.jun.id(), idea);
		this.votes.cast(this.world.jun.id(), idea);
		awaitVotes(idea, 1);
		this.votes.withdraw(this.world.jun.id(), idea);
		awaitVotes(idea, 0);
	}

	@Test
	void a_storm_of_two_hundred_voters_is_counted_to_the_last() throws InterruptedException {
		TopicId idea = idea();
		List<Callable<Boolean>> storm = new ArrayList<>();
		for (int i = 0; i < 200; i++) {
			AccountId voter = this.world.fan().id();
			storm.add(() -> {
				this.votes.cast(voter, idea);
				return true;
			});
		}
		assertThat(World.atOnce(32, storm)).hasSize(200);
		awaitVotes(idea, 200);
		await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(this.jdbc.sql("""
				select t.people from tasks t join task_topics l on l.task_number = t.number where l.topic_id = ?
				""").param(idea.value()).query(Integer.class).single()).isEqualTo(201));
	}

	private TopicId idea() {
		return this.topics
			.post(this.world.mei.id(), this.world.board, TopicKind.IDEA, "A dark theme", "Please", List.of())
			.topic();
	}

	private void awaitVotes(TopicId topic, int votes) {
		await().atMost(Duration.ofSeconds(20))
			.untilAsserted(() -> assertThat(this.topics.find(topic).orElseThrow().votes()).isEqualTo(votes));
	}

}
