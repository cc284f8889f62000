package dev.roundtable.indexing;

import java.time.Duration;
import java.util.List;
import java.util.Set;

import dev.roundtable.forum.TopicDraft;
import dev.roundtable.forum.TopicId;
import dev.roundtable.forum.TopicKind;
import dev.roundtable.forum.Topics;
import dev.roundtable.http.OnceKey;
import dev.roundtable.search.DocumentKey;
import dev.roundtable.search.SearchIndex;
import dev.roundtable.stores.SetClock;
import dev.roundtable.stores.StoreTest;
import dev.roundtable.stores.World;
import dev.roundtable.tasks.TaskRules;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/** On an engine that takes changes only when it likes. */
@StoreTest
class IndexWorkerTests {

	private final SearchDocuments documents;

	private final IndexQueue queue;

	private final JdbcClient jdbc;

	private final Topics topics;

	private final World world;

	private final Shelf shelf = new Shelf();

	private final SetClock clock = new SetClock();

	private final IndexWorker worker;

	IndexWorkerTests(SearchDocuments documents, TransactionTemplate transaction, TaskRules tasks, JdbcClient jdbc,
			Topics topics, World world) {
		this.documents = documents;
		this.queue = new IndexQueue(jdbc, transaction, this.clock, tasks);
		this.jdbc = jdbc;
		this.topics = topics;
		this.world = world;
		this.worker = new IndexWorker(this.queue, this.documents, this.shelf, this.clock);
	}

	@BeforeEach
	void nothing_waits() {
		this.jdbc.sql("delete from index_queue").update();
		this.jdbc.sql("delete from index_refusals").update();
	}

	@Test
	void while_the_engine_is_away_people_post_and_then_all_of_it_comes_in_order() {
		this.shelf.state = SearchIndex.State.UNAVAILABLE;
		List<DocumentKey> topics = List.of(topic("one"), topic("two"), topic("three"));
		this.worker.catchUp();
		assertThat(this.shelf.applied).isEmpty();
		assertThat(this.queue.size()).isGreaterThanOrEqualTo(3);
		this.shelf.state = SearchIndex.State.READY;
		this.worker.catchUp();
		assertThat(this.shelf.applied).containsSubsequence(topics);
		assertThat(this.queue.size()).isZero();
	}

	@Test
	void an_engine_that_turns_changes_away_is_asked_more_and_more_seldom_and_nothing_is_lost_or_given_up() {
		List<DocumentKey> topics = List.of(topic("one"), topic("two"));
		long waiting = this.queue.size();
		int asked = 0;
		for (int tenths = 0; tenths < 600; tenths++) {
			this.shelf.breaksAfter = 1;
			this.worker.catchUp();
			asked += (this.shelf.breaksAfter == 1) ? 0 : 1;
			this.clock.pass(Duration.ofMillis(100));
		}
		assertThat(asked).as("times within a minute").isBetween(6, 12);
		assertThat(this.queue.size()).isEqualTo(waiting);
		assertThat(refused()).isZero();
		this.shelf.breaksAfter = Integer.MAX_VALUE;
		this.clock.pass(Duration.ofSeconds(10));
		this.worker.catchUp();
		assertThat(this.shelf.applied).containsSubsequence(topics);
		assertThat(this.queue.size()).isZero();
	}

	@Test
	void what_cannot_be_read_is_set_aside_with_the_reason_and_the_rest_goes_on() {
		List<DocumentKey> topics = List.of(topic("one"), topic("broken"), topic("three"));
		long broken = topics.get(1).id();
		this.jdbc.sql("update topics set votes = 2147483647 where id = ?").param(broken).update();
		try {
			this.worker.catchUp();
			assertThat(this.shelf.searched).containsKeys(topics.getFirst(), topics.getLast())
				.doesNotContainKey(topics.get(1));
			assertThat(this.queue.size()).isZero();
			assertThat(refused()).isOne();
		}
		finally {
			this.jdbc.sql("update topics set votes = 0 where id = ?").param(broken).update();
		}
	}

	@Test
	void what_the_engine_always_fails_at_is_tried_for_ten_minutes_and_set_aside_and_nothing_waits_for_it() {
		DocumentKey poison = topic("poison");
		this.shelf.poison = Set.of(poison);
		this.worker.catchUp();
		DocumentKey later = topic("later");
		this.worker.catchUp();
		assertThat(this.shelf.searched).containsKey(later).doesNotContainKey(poison);
		Duration passed = Duration.ZERO;
		while (refused() == 0 && passed.compareTo(Duration.ofHours(1)) < 0) {
			assertThat(this.queue.size()).isPositive();
			this.clock.pass(Duration.ofSeconds(1));
			passed = passed.plusSeconds(1);
			this.worker.catchUp();
		}
		assertThat(passed).isBetween(Failures.LONG_ENOUGH, Failures.LONG_ENOUGH.plusMinutes(3));
		assertThat(this.shelf.applied.stream().filter(poison::equals).count()).isBetween((long) Failures.TRIES, 12L);
		assertThat(this.queue.size()).isZero();
		assertThat(this.jdbc.sql("select reason from index_refusals").query(String.class).single())
			.isEqualTo("It chokes");
	}

	@Test
	void what_the_engine_failed_at_for_a_while_is_taken_when_it_can_be() {
		DocumentKey poison = topic("for a while");
		this.shelf.poison = Set.of(poison);
		for (int i = 0; i < 3; i++) {
			this.worker.catchUp();
			this.clock.pass(Duration.ofMinutes(2));
		}
		this.shelf.poison = Set.of();
		this.worker.catchUp();
		assertThat(this.shelf.searched).containsKey(poison);
		assertThat(this.queue.size()).isZero();
		assertThat(refused()).isZero();
	}

	private long refused() {
		return this.jdbc.sql("select count(*) from index_refusals").query(Long.class).single();
	}

	private DocumentKey topic(String title) {
		TopicId topic = this.topics
			.post(this.world.mei, OnceKey.NONE,
					new TopicDraft(this.world.board, TopicKind.BUG, title, "text", List.of()))
			.topic();
		return new DocumentKey(DocumentKey.Type.TOPIC, topic.value());
	}

}
