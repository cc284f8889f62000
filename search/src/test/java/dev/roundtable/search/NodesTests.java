package dev.roundtable.search;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** A cluster some of whose nodes take what is asked and never answer. */
class NodesTests {

	private static final SearchLimits SHORT = new SearchLimits(4, Duration.ofMillis(200));

	/** Two nodes in turn take longer than one and what is left for another. */
	private static final SearchLimits LONG = new SearchLimits(4, Duration.ofSeconds(2));

	@Test
	void where_one_node_hangs_another_one_answers() throws IOException {
		try (StandIn hangs = new StandIn();
				StandIn second = new StandIn();
				StandIn third = new StandIn();
				SearchIndex index = index(SHORT, hangs, second, third)) {
			hangs.answering = new CountDownLatch(1);
			for (int i = 0; i < 3; i++) {
				assertThat(titles(index)).isEmpty();
			}
			assertThat(hangs.searches.availablePermits()).as("asked once and then left alone").isOne();
			assertThat(index.state()).isEqualTo(SearchIndex.State.READY);
		}
	}

	@Test
	void where_all_hang_nobody_waits_for_one_after_the_other() throws IOException {
		try (StandIn first = new StandIn();
				StandIn second = new StandIn();
				StandIn third = new StandIn();
				SearchIndex index = index(LONG, first, second, third)) {
			List<StandIn> nodes = List.of(first, second, third);
			nodes.forEach((node) -> node.answering = new CountDownLatch(1));
			assertThatExceptionOfType(SearchUnavailable.class).isThrownBy(() -> titles(index));
			assertThat(nodes).filteredOn((node) -> node.searches.availablePermits() > 0).hasSizeLessThan(3);
			nodes.forEach((node) -> node.answering.countDown());
			assertThat(titles(index)).isEmpty();
		}
	}

	@Test
	void a_connection_that_broke_down_altogether_is_made_anew() throws IOException {
		try (StandIn node = new StandIn()) {
			Engine engine = new Engine(null, () -> List.of(node.uri()), null, SHORT);
			Awaitility.await().until(() -> engine.state() == SearchIndex.State.READY);
			engine.call((connection) -> {
				connection.close();
				return true;
			});
			Awaitility.await()
				.ignoreExceptionsInstanceOf(SearchUnavailable.class)
				.until(() -> engine.call((connection) -> IndexDefinition.isThere(connection.client())));
			engine.close();
		}
	}

	/** Asks a single time. */
	private static List<DocumentKey> titles(SearchIndex index) {
		return index.titles("x", Set.of("everyone"), 5);
	}

	private static SearchIndex index(SearchLimits limits, StandIn... nodes) {
		List<URI> uris = List.of(nodes).stream().map(StandIn::uri).toList();
		SearchIndex index = ElasticsearchIndex.onCluster(uris, null, null, Ranking.WORDS_ALONE, limits);
		Awaitility.await().until(() -> index.state() == SearchIndex.State.READY);
		return index;
	}

}
