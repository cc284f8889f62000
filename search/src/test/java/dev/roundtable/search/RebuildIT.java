package dev.roundtable.search;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;

import dev.roundtable.search.node.LocalElasticsearch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** On a node of its own, since it changes the index that everybody searches. */
class RebuildIT {

	@Test
	void a_new_index_takes_the_place_of_the_old_one_without_a_missed_change() {
		LocalElasticsearch.Settings settings = new LocalElasticsearch.Settings(TestNode.HOME, folder());
		try (LocalElasticsearch node = LocalElasticsearch.start(settings);
				SearchIndex index = ElasticsearchIndex.onLocalNode(node, Ranking.WORDS_ALONE)) {
			TestNode.awaitReady(index);
			index.apply(List.of(put(1, 1, "kept"), put(2, 1, "dropped")));
			String name = index.beginRebuild();
			assertThat(index.rebuilding()).isEqualTo(name);
			// read before it changed, written after
			index.apply(List.of(put(1, 3, "kept and changed"), put(3, 3, "meanwhile")));
			assertThat(index.applyToRebuilt(List.of(put(1, 2, "kept")))).isEmpty();
			index.refresh();
			assertThat(TestNode.find(index, "dropped")).containsExactly("topic-2");
			assertThat(TestNode.find(index, "meanwhile")).containsExactly("topic-3");
			index.finishRebuild(name);
			assertThat(index.rebuilding()).isNull();
			assertThat(TestNode.find(index, "changed")).containsExactly("topic-1");
			assertThat(TestNode.find(index, "meanwhile")).containsExactly("topic-3");
			assertThat(TestNode.find(index, "dropped")).isEmpty();
			assertThat(index.count()).isEqualTo(2);
			String dropped = index.beginRebuild();
			String empty = index.beginRebuild();
			assertThatExceptionOfType(SearchUnavailable.class).isThrownBy(() -> index.finishRebuild(dropped));
			assertThat(index.count()).isEqualTo(2);
			index.finishRebuild(empty);
			assertThat(index.count()).isZero();
		}
	}

	@Test
	void an_index_that_was_lost_says_so_until_it_is_filled() throws Exception {
		LocalElasticsearch.Settings settings = new LocalElasticsearch.Settings(TestNode.HOME,
				TestNode.freshFolder("lost"));
		try (LocalElasticsearch node = LocalElasticsearch.start(settings);
				SearchIndex index = ElasticsearchIndex.onLocalNode(node, Ranking.WORDS_ALONE)) {
			TestNode.awaitReady(index);
			assertThat(index.isUnfilled()).isTrue();
			index.filled();
			assertThat(index.isUnfilled()).isFalse();
			index.finishRebuild(index.beginRebuild());
			assertThat(index.isUnfilled()).isFalse();
			for (String name : TestNode.ask(node, "GET", "/_cat/indices/roundtable*?h=index", "").split("\\s+")) {
				TestNode.ask(node, "DELETE", "/" + name, "");
			}
			// whoever asks how it is makes it look
			Awaitility.await()
				.ignoreExceptionsInstanceOf(SearchUnavailable.class)
				.until(() -> index.state() == SearchIndex.State.READY && index.isUnfilled());
			index.finishRebuild(index.beginRebuild());
			assertThat(index.isUnfilled()).isFalse();
		}
	}

	private static Path folder() {
		return TestNode.freshFolder("rebuild");
	}

	private static IndexChange put(long id, long version, String title) {
		DocumentKey key = new DocumentKey(DocumentKey.Type.TOPIC, id);
		return new IndexChange.Put(new SearchDocument(key, version, key, title, "", List.of(),
				new SearchDocument.Facts(null, null, null, List.of(), null, Set.of(), 0, null, false), Instant.EPOCH,
				"everyone", "everyone"));
	}

}
