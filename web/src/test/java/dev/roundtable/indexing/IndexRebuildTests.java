package dev.roundtable.indexing;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;

import dev.roundtable.forum.TopicDraft;
import dev.roundtable.forum.TopicId;
import dev.roundtable.forum.TopicKind;
import dev.roundtable.forum.Topics;
import dev.roundtable.http.OnceKey;
import dev.roundtable.search.DocumentKey;
import dev.roundtable.search.SearchIndex;
import dev.roundtable.stores.StoreTest;
import dev.roundtable.stores.World;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/** On an engine that refuses to be asked by whoever holds a connection. */
@StoreTest
class IndexRebuildTests {

	private final SearchDocuments documents;

	private final IndexQueue queue;

	private final RebuildTurns turns;

	private final JdbcClient jdbc;

	private final Topics topics;

	private final World world;

	private final Shelf shelf = new Shelf();

	IndexRebuildTests(SearchDocuments documents, IndexQueue queue, RebuildTurns turns, JdbcClient jdbc, Topics topics,
			World world) {
		this.documents = documents;
		this.queue = queue;
		this.turns = turns;
		this.jdbc = jdbc;
		this.topics = topics;
		this.world = world;
	}

	@BeforeEach
	void nothing_is_being_made_and_three_topics_are_there() {
		this.jdbc.sql("delete from index_rebuilds").update();
		this.jdbc.sql("delete from index_queue").update();
		List.of("one", "two", "three").forEach(this::topic);
	}

	@Test
	void a_new_index_holds_everything_and_says_how_far_it_is() {
		node().catchUp();
		assertThat(this.turns.progress()).isEmpty();
		assertThat(this.turns.ask()).isTrue();
		IndexRebuild node = node();
		node.step();
		assertThat(progress().running()).isTrue();
		assertThat(progress().percent()).isZero();
		assertThat(progress().total()).isGreaterThanOrEqualTo(6);
		node.step();
		assertThat(progress().done()).isPositive();
		assertThat(progress().percent()).isPositive().isLessThan(100);
		node.catchUp();
		assertThat(progress().running()).isFalse();
		assertThat(progress().percent()).isEqualTo(100);
		assertThat(progress().finishedAt()).isNotNull();
		assertThat(this.shelf.searched.keySet()).containsAll(everything());
	}

	@Test
	void whoever_asks_twice_gets_one() {
		assertThat(this.turns.ask()).isTrue();
		assertThat(this.turns.ask()).isFalse();
		node().catchUp();
		assertThat(this.shelf.begun).isOne();
		assertThat(this.turns.ask()).isTrue();
		node().catchUp();
		assertThat(this.shelf.begun).isEqualTo(2);
	}

	@Test
	void it_goes_on_where_it_broke() {
		this.turns.ask();
		// begun; asked for its name; written; asked; asked; broken
		this.shelf.breaksAfter = 5;
		node().catchUp();
		assertThat(progress().running()).isTrue();
		int before = this.shelf.written;
		assertThat(before).isPositive();
		node().catchUp();
		assertThat(progress().running()).isFalse();
		assertThat(this.shelf.begun).isOne();
		assertThat(this.shelf.written).isEqualTo(this.shelf.searched.size());
		assertThat(this.shelf.searched.keySet()).containsAll(everything());
	}

	@Test
	void a_node_that_ended_in_the_middle_is_followed_after_minutes() {
		this.turns.ask();
		node().step();
		assertThat(this.turns.take()).isPresent();
		node().catchUp();
		assertThat(progress().running()).isTrue();
		this.jdbc.sql("update index_rebuilds set taken_until = :past where running is not null")
			.param("past", OffsetDateTime.now(ZoneOffset.UTC).minusSeconds(1))
			.update();
		node().catchUp();
		assertThat(progress().running()).isFalse();
		assertThat(this.shelf.begun).isOne();
	}

	@Test
	void a_node_that_was_too_slow_changes_nothing_any_more() {
		this.turns.ask();
		node().step();
		RebuildTurns.Turn slow = this.turns.take().orElseThrow();
		this.jdbc.sql("update index_rebuilds set taken_until = null where running is not null").update();
		node().step();
		long done = progress().done();
		this.turns.advance(slow, DocumentKey.Type.POST, Long.MAX_VALUE, 1000);
		this.turns.finish(slow);
		assertThat(progress().running()).isTrue();
		assertThat(progress().done()).isEqualTo(done);
		node().catchUp();
		assertThat(this.shelf.searched.keySet()).containsAll(everything());
	}

	@Test
	void two_nodes_at_once_write_everything_once() throws InterruptedException {
		this.turns.ask();
		Callable<Boolean> node = () -> {
			IndexRebuild one = node();
			while (progress().running()) {
				one.catchUp();
			}
			return true;
		};
		World.atOnce(2, List.of(node, node));
		assertThat(this.shelf.begun).isOne();
		assertThat(this.shelf.written).isEqualTo(this.shelf.searched.size());
		assertThat(this.shelf.searched.keySet()).containsAll(everything());
	}

	@Test
	void an_index_that_was_lost_is_filled_though_a_change_waits() {
		this.shelf.unfilled = true;
		topic("four");
		node().catchUp();
		assertThat(this.shelf.searched.keySet()).containsAll(everything());
		assertThat(this.shelf.unfilled).isFalse();
		assertThat(this.shelf.begun).isOne();
		node().catchUp();
		assertThat(this.shelf.begun).isOne();
	}

	@Test
	void a_new_index_of_a_site_whose_everything_waits_is_not_made_twice() {
		this.jdbc.sql("""
				insert into index_queue (document, queued_at)
				select concat('topic-', topic_id), current_timestamp from topic_facts
				union all select concat('task-', number), current_timestamp from task_facts
				union all select concat('post-', post_id), current_timestamp from post_times
				""").update();
		this.shelf.unfilled = true;
		node().catchUp();
		assertThat(this.shelf.begun).isZero();
		assertThat(this.shelf.unfilled).isFalse();
	}

	@Test
	void an_index_of_an_older_version_is_made_anew() {
		this.shelf.state = SearchIndex.State.OUTDATED;
		node().catchUp();
		assertThat(this.shelf.state).isEqualTo(SearchIndex.State.READY);
		assertThat(this.shelf.searched.keySet()).containsAll(everything());
	}

	@Test
	void a_new_index_that_is_lost_while_it_is_made_is_begun_again() {
		this.turns.ask();
		IndexRebuild node = node();
		node.step();
		node.step();
		this.shelf.beginRebuild();
		node.catchUp();
		assertThat(this.shelf.begun).isEqualTo(3);
		assertThat(this.shelf.searched.keySet()).containsAll(everything());
	}

	@Test
	void what_changes_while_it_is_made_is_in_it_as_it_is_now() {
		this.turns.ask();
		IndexRebuild node = node();
		node.step();
		node.step();
		TopicId late = topic("late");
		new IndexWorker(this.queue, this.documents, this.shelf, Clock.systemUTC()).catchUp();
		node.catchUp();
		assertThat(this.shelf.searched).containsKey(new DocumentKey(DocumentKey.Type.TOPIC, late.value()));
		assertThat(this.queue.size()).isZero();
	}

	@Test
	void what_cannot_be_read_is_set_aside_and_the_rest_is_in_the_new_index() {
		TopicId broken = topic("broken");
		this.jdbc.sql("update topics set votes = 2147483647 where id = ?").param(broken.value()).update();
		try {
			this.turns.ask();
			node().catchUp();
			assertThat(progress().running()).isFalse();
			Set<DocumentKey> others = everything();
			others.remove(new DocumentKey(DocumentKey.Type.TOPIC, broken.value()));
			assertThat(this.shelf.searched.keySet()).containsAll(others)
				.doesNotContain(new DocumentKey(DocumentKey.Type.TOPIC, broken.value()));
			assertThat(this.jdbc.sql("select reason from index_refusals where document = ?")
				.param("topic-" + broken.value())
				.query(String.class)
				.single()).contains("range");
		}
		finally {
			this.jdbc.sql("update topics set votes = 0 where id = ?").param(broken.value()).update();
		}
	}

	private IndexRebuild node() {
		return new IndexRebuild(this.shelf, this.documents, this.queue, this.turns, this.jdbc, Clock.systemUTC());
	}

	private RebuildTurns.Progress progress() {
		return this.turns.progress().orElseThrow();
	}

	private TopicId topic(String title) {
		return this.topics
			.post(this.world.mei, OnceKey.NONE,
					new TopicDraft(this.world.board, TopicKind.BUG, title, "text", List.of()))
			.topic();
	}

	private Set<DocumentKey> everything() {
		return this.jdbc.sql("""
				select concat('topic-', t.topic_id) from topic_facts t where t.board_slug = :board
				union all
				select concat('task-', l.task_number) from topic_facts t
				join task_topic_facts l on l.topic_id = t.topic_id where t.board_slug = :board
				""")
			.param("board", this.world.board)
			.query(String.class)
			.list()
			.stream()
			.map(DocumentKey::parse)
			.collect(Collectors.toSet());
	}

}
