package dev.roundtable.search;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import dev.roundtable.search.node.LocalElasticsearch;
import org.awaitility.Awaitility;

/** One real node for all tests of this JVM; it ends with the JVM. */
final class TestNode {

	static final Path HOME = Path.of(System.getProperty("elasticsearch.home"));

	private TestNode() {
	}

	static SearchIndex index() {
		SearchIndex index = ElasticsearchIndex.onLocalNode(Shared.NODE, Ranking.WORDS_ALONE);
		awaitReady(index);
		return index;
	}

	static void awaitReady(SearchIndex index) {
		Awaitility.await()
			.atMost(Duration.ofMinutes(4))
			.pollInterval(Duration.ofMillis(100))
			.until(() -> index.state() == SearchIndex.State.READY);
	}

	static Path freshFolder(String name) {
		return Path.of("target", "nodes", name + "-" + ProcessHandle.current().pid());
	}

	/** Asks the node itself. */
	static String ask(LocalElasticsearch node, String method, String path, String body)
			throws IOException, InterruptedException {
		URI uri = Objects.requireNonNull(node.uri());
		try (HttpClient client = HttpClient.newHttpClient()) {
			return client
				.send(HttpRequest.newBuilder(uri.resolve(path))
					.header("Content-Type", "application/json")
					.method(method, HttpRequest.BodyPublishers.ofString(body))
					.build(), HttpResponse.BodyHandlers.ofString())
				.body();
		}
	}

	static List<String> find(SearchIndex index, String text) {
		return index.search(SearchQuery.of(text, Set.of("everyone"), 10))
			.keys()
			.stream()
			.map(DocumentKey::toString)
			.toList();
	}

	/** Started by the first who asks. */
	private static final class Shared {

		static final LocalElasticsearch NODE = LocalElasticsearch
			.start(new LocalElasticsearch.Settings(HOME, freshFolder("shared")));

	}

}
