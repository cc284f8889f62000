package dev.roundtable.indexing;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;

import dev.roundtable.forum.TopicDraft;
import dev.roundtable.forum.TopicKind;
import dev.roundtable.forum.TopicId;
import dev.roundtable.forum.Topics;
import dev.roundtable.forum.Votes;
import dev.roundtable.http.OnceKey;
import dev.roundtable.search.DocumentKey;
import dev.roundtable.stores.StoreTest;
import dev.roundtable.stores.World;
import dev.roundtable.tasks.ReportsChanged;
import dev.roundtable.tasks.TaskNumber;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

@StoreTest
class IndexQueueTests {

	private final IndexQueue queue;

	private final Topics topics;

	private final Votes votes;

	private final JdbcClient jdbc;

	private final World world;

	IndexQueueTests(IndexQueue queue, Topics topics, Votes votes, JdbcClient jdbc, World world) {
		this.votes = votes;
		this.queue = queue;
		this.topics = topics;
		this.jdbc = jdbc;
		this.world = world;
	}

	@Test
	void two_workers_never_hold_the_same_row() throws InterruptedException {
		for (int i = 0; i < 10; i++) {
			this.topics.post(this.world.mei, OnceKey.NONE,
					new TopicDraft(this.world.board, TopicKind.BUG, "Bug " + i, "Text", List.of()));
		}
		CyclicBarrier bothAreThere = new CyclicBarrier(2);
		Callable<List<IndexQueue.Row>> worker = () -> {
			bothAreThere.await();
			return this.queue.take(8);
		};
		List<List<IndexQueue.Row>> taken = World.atOnce(2, List.of(worker, worker));
		assertThat(taken.getFirst()).doesNotContainAnyElementsOf(taken.getLast());
		assertThat(taken.getFirst().size() + taken.getLast().size()).isPositive();
		taken.forEach(this.queue::release);
	}

	@Test
	void a_vote_is_told_to_the_index_with_the_task_that_it_concerns() {
		TopicId topic = this.topics
			.post(this.world.mei, OnceKey.NONE,
					new TopicDraft(this.world.board, TopicKind.BUG, "Counted", "Text", List.of()))
			.topic();
		this.jdbc.sql("delete from index_queue").update();
		this.votes.cast(this.world.lin, OnceKey.NONE, topic);
		assertThat(this.jdbc.sql("select document from index_queue").query(String.class).list())
			.contains("topic-" + topic.value())
			.anyMatch((document) -> document.startsWith("task-"));
	}

	@Test
	void who_has_it_on_another_build_makes_its_topics_found_by_that() {
		TopicId topic = this.topics
			.post(this.world.mei, OnceKey.NONE,
					new TopicDraft(this.world.board, TopicKind.BUG, "On builds", "Text", List.of()))
			.topic();
		TaskNumber task = TaskNumber
			.of(this.jdbc.sql("select task_number from task_topic_facts where topic_id = :topic")
				.param("topic", topic.value())
				.query(Long.class)
				.single());
		this.jdbc.sql("delete from index_queue").update();
		this.queue.add(new ReportsChanged(task, false));
		assertThat(this.jdbc.sql("select document from index_queue").query(String.class).list())
			.contains("task-" + task.value())
			.doesNotContain("topic-" + topic.value());
		this.queue.add(new ReportsChanged(task, true));
		assertThat(this.jdbc.sql("select document from index_queue").query(String.class).list())
			.contains("topic-" + topic.value());
	}

	@Test
	void a_row_stays_until_it_is_removed() {
		this.topics.post(this.world.mei, OnceKey.NONE,
				new TopicDraft(this.world.board, TopicKind.QUESTION, "Where?", "Text", List.of()));
		long before = this.queue.size();
		List<IndexQueue.Row> taken = this.queue.take(3);
		assertThat(this.queue.size()).isEqualTo(before);
		this.queue.release(taken);
		assertThat(this.queue.take(3)).isEqualTo(taken);
		this.queue.remove(taken);
		assertThat(this.queue.size()).isEqualTo(before - taken.size());
	}

	@Test
	void what_a_node_took_that_is_gone_is_taken_by_another_after_minutes() {
		this.topics.post(this.world.mei, OnceKey.NONE,
				new TopicDraft(this.world.board, TopicKind.QUESTION, "Who?", "Text", List.of()));
		List<IndexQueue.Row> taken = this.queue.take(1);
		assertThat(this.queue.take(1)).doesNotContainAnyElementsOf(taken);
		this.jdbc.sql("update index_queue set taken_until = :past where id = :id")
			.param("past", OffsetDateTime.now(ZoneOffset.UTC).minusSeconds(1))
			.param("id", taken.getFirst().id())
			.update();
		assertThat(this.queue.take(1)).isEqualTo(taken);
		this.queue.release(taken);
	}

	@Test
	void what_was_refused_is_forgotten_once_it_is_taken() {
		DocumentKey key = new DocumentKey(DocumentKey.Type.TOPIC, 1L << 50);
		this.queue.refuse(List.of(key), Map.of(key, "too long"));
		assertThat(reasons(key)).containsExactly("too long");
		this.queue.refuse(List.of(key), Map.of());
		assertThat(reasons(key)).isEmpty();
	}

	private List<String> reasons(DocumentKey key) {
		return this.jdbc.sql("select reason from index_refusals where document = :document")
			.param("document", key.toString())
			.query(String.class)
			.list();
	}

}
