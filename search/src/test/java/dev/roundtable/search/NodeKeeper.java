package dev.roundtable.search;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;

import dev.roundtable.search.node.LocalElasticsearch;

/** A process of its own that holds a node until somebody kills it. */
final class NodeKeeper {

	private NodeKeeper() {
	}

	public static void main(String... args) throws InterruptedException {
		LocalElasticsearch node = LocalElasticsearch
			.start(new LocalElasticsearch.Settings(Path.of(args[0]), Path.of(args[1])));
		SearchIndex index = ElasticsearchIndex.onLocalNode(node, Ranking.WORDS_ALONE);
		TestNode.awaitReady(index);
		DocumentKey key = new DocumentKey(DocumentKey.Type.TOPIC, 1);
		index.apply(List.of(new IndexChange.Put(new SearchDocument(key, 1, key, "survivor", "", List.of(),
				SearchDocument.Facts.NONE, Instant.EPOCH, "everyone", "everyone"))));
		System.out.println("ready");
		new CountDownLatch(1).await();
	}

}
