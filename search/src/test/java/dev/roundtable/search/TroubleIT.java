package dev.roundtable.search;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

import dev.roundtable.search.node.LocalElasticsearch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** On a node of its own, since it is brought into trouble. */
class TroubleIT {

	@Test
	void an_index_that_may_not_be_written_is_searched_and_takes_changes_again_later() throws Exception {
		try (LocalElasticsearch node = start("blocked");
				SearchIndex index = ElasticsearchIndex.onLocalNode(node, Ranking.WORDS_ALONE)) {
			TestNode.awaitReady(index);
			index.apply(List.of(put(1, "before")));
			index.refresh();
			for (String block : List.of("index.blocks.read_only_allow_delete", "index.blocks.write",
					"index.blocks.read_only")) {
				settings(node, "/roundtable/_settings", "{\"%s\": true}".formatted(block));
				assertThatExceptionOfType(SearchUnavailable.class).as(block)
					.isThrownBy(() -> index.apply(List.of(put(2, "after"))));
				assertThat(index.troubles()).as(block).containsExactly(SearchIndex.Trouble.READ_ONLY);
				assertThat(index.state()).isEqualTo(SearchIndex.State.READY);
				assertThat(TestNode.find(index, "before")).containsExactly("topic-1");
				settings(node, "/roundtable/_settings", "{\"%s\": null}".formatted(block));
				// nobody writes, and it is seen all the same
				Awaitility.await().until(() -> index.state() == SearchIndex.State.READY && index.troubles().isEmpty());
			}
			assertThat(index.apply(List.of(put(2, "after")))).isEmpty();
			index.refresh();
			assertThat(TestNode.find(index, "after")).containsExactly("topic-2");
		}
	}

	@Test
	void an_index_of_an_older_version_is_not_searched_and_made_anew() throws Exception {
		try (LocalElasticsearch node = start("outdated")) {
			Awaitility.await().atMost(Duration.ofMinutes(4)).until(() -> node.uri() != null);
			settings(node, "/roundtable-v0-0", """
					{"aliases": {"roundtable": {}}, "mappings": {"properties": {"words": {"type": "keyword"}}}}""");
			try (SearchIndex index = ElasticsearchIndex.onLocalNode(node, Ranking.WORDS_ALONE)) {
				Awaitility.await().until(() -> index.state() == SearchIndex.State.OUTDATED);
				assertThatExceptionOfType(SearchUnavailable.class).isThrownBy(() -> TestNode.find(index, "found"));
				assertThatExceptionOfType(SearchUnavailable.class)
					.isThrownBy(() -> index.apply(List.of(put(1, "lost"))));
				String name = index.beginRebuild();
				assertThat(index.apply(List.of(put(1, "found")))).isEmpty();
				assertThat(index.state()).isEqualTo(SearchIndex.State.OUTDATED);
				index.finishRebuild(name);
				Awaitility.await().until(() -> index.state() == SearchIndex.State.READY);
				assertThat(TestNode.find(index, "found")).containsExactly("topic-1");
			}
		}
	}

	private static LocalElasticsearch start(String name) {
		return LocalElasticsearch.start(new LocalElasticsearch.Settings(TestNode.HOME, TestNode.freshFolder(name)));
	}

	private static void settings(LocalElasticsearch node, String path, String body) throws Exception {
		assertThat(TestNode.ask(node, "PUT", path, body)).contains("\"acknowledged\":true");
	}

	private static IndexChange put(long id, String title) {
		DocumentKey key = new DocumentKey(DocumentKey.Type.TOPIC, id);
		return new IndexChange.Put(new SearchDocument(key, 1, key, title, "", List.of(),
				new SearchDocument.Facts(null, null, null, List.of(), null, Set.of(), 0, null, false), Instant.EPOCH,
				"everyone", "everyone"));
	}

}
