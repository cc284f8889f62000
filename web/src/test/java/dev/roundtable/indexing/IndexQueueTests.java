package dev.roundtable.indexing;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;

import dev.roundtable.forum.TopicDraft;
import dev.roundtable.forum.TopicKind;
import dev.roundtable.forum.Topics;
import dev.roundtable.http.OnceKey;
import dev.roundtable.stores.StoreTest;
import dev.roundtable.stores.World;
import org.junit.jupiter.api.Test;

import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

@StoreTest
class IndexQueueTests {

	private final IndexQueue queue;

	private final Topics topics;

	private final TransactionTemplate transaction;

	private final World world;

	IndexQueueTests(IndexQueue queue, Topics topics, PlatformTransactionManager transactions, World world) {
		this.queue = queue;
		this.topics = topics;
		this.transaction = new TransactionTemplate(transactions);
		this.world = world;
	}

	@Test
	void two_workers_never_hold_the_same_row() throws InterruptedException {
		for (int i = 0; i < 10; i++) {
			this.topics.post(this.world.mei, OnceKey.NONE,
					new TopicDraft(this.world.board, TopicKind.BUG, "Bug " + i, "Text", List.of()));
		}
		CyclicBarrier bothHaveTheirs = new CyclicBarrier(2);
		Callable<List<Long>> worker = () -> this.transaction.execute((status) -> {
			List<Long> mine = this.queue.claim(8).stream().map(IndexQueue.Row::id).toList();
			try {
				bothHaveTheirs.await();
			}
			catch (Exception ex) {
				throw new IllegalStateException(ex);
			}
			return mine;
		});
		List<List<Long>> claims = World.atOnce(2, List.of(worker, worker));
		assertThat(claims.getFirst()).isNotEmpty().doesNotContainAnyElementsOf(claims.getLast());
		assertThat(claims.getLast()).isNotEmpty();
	}

	@Test
	void a_row_stays_until_it_is_removed() {
		this.topics.post(this.world.mei, OnceKey.NONE,
				new TopicDraft(this.world.board, TopicKind.QUESTION, "Where?", "Text", List.of()));
		long before = this.queue.size();
		List<IndexQueue.Row> claimed = claim();
		assertThat(this.queue.size()).isEqualTo(before);
		assertThat(claim()).isEqualTo(claimed);
		this.queue.remove(claimed);
		assertThat(this.queue.size()).isEqualTo(before - claimed.size());
	}

	private List<IndexQueue.Row> claim() {
		List<IndexQueue.Row> rows = this.transaction.execute((status) -> this.queue.claim(3));
		return (rows != null) ? rows : List.of();
	}

}
