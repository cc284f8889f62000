package dev.roundtable.search;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;

import dev.roundtable.search.node.LocalCluster;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Three nodes, of which the one with the primary is killed. */
class ClusterIT {

	private static final Logger log = LoggerFactory.getLogger(ClusterIT.class);

	@Test
	void a_node_dies_while_people_search_and_post_and_nobody_sees_an_error_and_nothing_is_lost() throws Exception {
		try (LocalCluster cluster = LocalCluster.start(TestNode.HOME, TestNode.freshFolder("cluster"), 3);
				SearchIndex index = ElasticsearchIndex.onCluster(cluster.uris(), null, null, Ranking.WORDS_ALONE,
						SearchLimits.USUAL)) {
			TestNode.awaitReady(index);
			awaitHealth(cluster.uris().getFirst(), "green", 3);
			Crowd crowd = new Crowd(index);
			try (crowd) {
				crowd.goesOn();
				String dies = primary(cluster);
				log.info("{} dies with the primary after {} writes", dies, crowd.written.size());
				cluster.kill(dies);
				crowd.goesOn();
				String survivor = List.of("node-1", "node-2", "node-3")
					.stream()
					.filter((name) -> !name.equals(dies))
					.findFirst()
					.orElseThrow();
				awaitHealth(cluster.uri(survivor), "yellow", 2);
				assertThat(index.state()).isEqualTo(SearchIndex.State.READY);
				crowd.goesOn();
				whatFailsIsRepeated(cluster.uri(dies), index);
			}
			log.info("{} searches, {} fell back, the longest was waited for {}; {} writes, repeated: {}",
					crowd.searched, crowd.unavailable, crowd.longestWait(), crowd.written.size(), crowd.repeated);
			assertThat(crowd.errors).isEmpty();
			assertThat(crowd.longestWait()).isLessThan(Duration.ofSeconds(10));
			everythingIsThere(index, crowd);
		}
	}

	/** By one who knows no other node than the dead one. */
	private static void whatFailsIsRepeated(URI dead, SearchIndex index) {
		List<IndexChange> change = List.of(Crowd.put(new DocumentKey(DocumentKey.Type.POST, 1), 1, "repeated"));
		try (SearchIndex stranded = ElasticsearchIndex.onCluster(List.of(dead), null, null, Ranking.WORDS_ALONE,
				SearchLimits.USUAL)) {
			assertThatExceptionOfType(SearchUnavailable.class).isThrownBy(() -> stranded.apply(change));
			assertThatExceptionOfType(SearchUnavailable.class).isThrownBy(() -> TestNode.find(stranded, "repeated"));
			assertThat(stranded.state()).isEqualTo(SearchIndex.State.UNAVAILABLE);
		}
		assertThat(index.apply(change)).isEmpty();
	}

	private static void everythingIsThere(SearchIndex index, Crowd crowd) {
		index.refresh();
		assertThat(index.count()).isEqualTo(crowd.written.size() * 3L + crowd.latest.size() + 1);
		crowd.written.forEach((word, keys) -> assertThat(TestNode.find(index, word)).as(word)
			.containsAll(keys.stream().map(DocumentKey::toString).toList()));
		crowd.latest.forEach((key, title) -> assertThat(TestNode.find(index, title)).containsExactly(key.toString()));
		assertThat(crowd.written.keySet()).containsAll(crowd.repeated);
	}

	/** The name of the node that holds it. */
	private static String primary(LocalCluster cluster) throws Exception {
		return get(cluster.uris().getFirst(), "/_cat/shards/roundtable?h=prirep,node").lines()
			.map((line) -> line.strip().split("\\s+"))
			.filter((shard) -> shard[0].equals("p"))
			.map((shard) -> shard[1])
			.findFirst()
			.orElseThrow();
	}

	private static void awaitHealth(URI node, String status, int nodes) throws Exception {
		assertThat(get(node, "/_cluster/health/roundtable?wait_for_status=%s&wait_for_nodes=%d&timeout=60s"
			.formatted(status, nodes))).contains("\"timed_out\":false");
	}

	private static String get(URI node, String path) throws IOException, InterruptedException {
		try (HttpClient client = HttpClient.newHttpClient()) {
			return client.send(HttpRequest.newBuilder(node.resolve(path)).build(), HttpResponse.BodyHandlers.ofString())
				.body();
		}
	}

}
