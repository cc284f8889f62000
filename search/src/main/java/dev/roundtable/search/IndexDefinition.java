package dev.roundtable.search;

import java.io.IOException;
import java.io.StringReader;
import java.util.Optional;
import java.util.Set;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.elasticsearch._types.ElasticsearchException;
import co.elastic.clients.elasticsearch.cluster.state.ClusterStateMetric;
import jakarta.json.JsonObject;

/**
 * The index and its mapping. Text arrives analysed, so whitespace is all the engine has
 * to see. A change of the mapping gets a new index name behind the same alias.
 */
final class IndexDefinition {

	/** What is searched. */
	static final String ALIAS = "roundtable";

	/** What is being made to take its place. */
	static final String REBUILT = "roundtable-rebuilt";

	/** What was made from nothing and does not hold yet what it should. */
	private static final String UNFILLED = "roundtable-unfilled";

	/** Rises with each change of the mapping or of what {@link TextAnalysis} makes. */
	static final String VERSION = "roundtable-v2-";

	private static final String FIRST = VERSION + "0";

	/**
	 * Deletions are remembered for an hour, so that a change that was overtaken by one
	 * cannot bring a document back. Nothing is kept to be read: every hit is read again
	 * from the database.
	 */
	private static final String BODY = """
			{
			  "settings": {
			    "number_of_shards": 1,
			    "auto_expand_replicas": "0-1",
			    "refresh_interval": "1s",
			    "gc_deletes": "1h",
			    "similarity": { "default": { "type": "BM25", "k1": 0.8, "b": 0.55 } }
			  },
			  "mappings": {
			    "dynamic": "strict",
			    "_source": { "enabled": false },
			    "properties": {
			      "key": { "type": "keyword" },
			      "type": { "type": "keyword" },
			      "thread": { "type": "keyword" },
			      "joined": { "type": "boolean" },
			      "board": { "type": "keyword" },
			      "kind": { "type": "keyword" },
			      "status": { "type": "keyword" },
			      "tag": { "type": "keyword" },
			      "author": { "type": "keyword" },
			      "has": { "type": "keyword" },
			      "people": { "type": "integer" },
			      "build": { "type": "keyword" },
			      "fixed_in": { "type": "keyword" },
			      "audiences": { "type": "keyword", "doc_values": false },
			      "source_audiences": { "type": "keyword", "doc_values": false },
			      "created": { "type": "date", "format": "epoch_millis" },
			      "title": { "type": "text", "analyzer": "whitespace",
			        "index_prefixes": { "min_chars": 1, "max_chars": 8 } },
			      "words": { "type": "text", "analyzer": "whitespace" },
			      "pairs": { "type": "text", "analyzer": "whitespace", "index_options": "freqs" },
			      "floor_words": { "type": "text", "analyzer": "whitespace" },
			      "floor_pairs": { "type": "text", "analyzer": "whitespace", "index_options": "freqs" }
			    }
			  }
			}
			""";

	private IndexDefinition() {
	}

	/**
	 * Makes the first index where there is none.
	 * @return whether what is searched was made by this version
	 */
	static boolean ensure(ElasticsearchClient client) throws IOException {
		Set<String> searched = behind(client, ALIAS);
		if (searched.isEmpty()) {
			try {
				create(client, FIRST, ALIAS, UNFILLED);
			}
			catch (ElasticsearchException ex) {
				if (!"resource_already_exists_exception".equals(ex.error().type())) {
					throw ex;
				}
				// another node of Roundtable was faster, or the alias was lost
				client.indices().putAlias((alias) -> alias.index(FIRST).name(ALIAS));
			}
			return true;
		}
		return searched.stream().allMatch((name) -> name.startsWith(VERSION));
	}

	static boolean isThere(ElasticsearchClient client) throws IOException {
		return client.indices().existsAlias((exists) -> exists.name(ALIAS)).value();
	}

	static Optional<String> rebuilding(ElasticsearchClient client) throws IOException {
		return behind(client, REBUILT).stream().findFirst();
	}

	static boolean isUnfilled(ElasticsearchClient client) throws IOException {
		return client.indices().existsAlias((exists) -> exists.name(UNFILLED)).value();
	}

	static void filled(ElasticsearchClient client) throws IOException {
		// not by the name of another alias, which this request does not know
		for (String name : behind(client, UNFILLED)) {
			client.indices().deleteAlias((delete) -> delete.index(name).name(UNFILLED));
		}
	}

	/**
	 * Whether the index or the whole cluster takes no changes. Known only to whoever may
	 * read the state of the cluster.
	 */
	static boolean isReadOnly(ElasticsearchClient client) throws IOException {
		JsonObject blocks = client.cluster()
			.state((state) -> state.metric(ClusterStateMetric.Blocks).index(ALIAS))
			.state()
			.toJson()
			.asJsonObject()
			.getJsonObject("blocks");
		return blocks != null && blocks.toString().contains("\"write\"");
	}

	/**
	 * One that was begun before is dropped.
	 * @return the name of the new one
	 */
	static String begin(ElasticsearchClient client) throws IOException {
		for (String dropped : behind(client, REBUILT)) {
			client.indices().delete((delete) -> delete.index(dropped));
		}
		String name = VERSION + System.currentTimeMillis();
		create(client, name, REBUILT);
		return name;
	}

	/**
	 * In one step, so that nobody ever searches nothing or both; it fails where another
	 * one was begun meanwhile.
	 */
	static void finish(ElasticsearchClient client, String name) throws IOException {
		client.indices().refresh((refresh) -> refresh.index(name));
		Set<String> old = behind(client, ALIAS);
		client.indices().updateAliases((update) -> {
			update.actions((action) -> action.add((add) -> add.index(name).alias(ALIAS)));
			update.actions((action) -> action.remove((remove) -> remove.index(name).alias(REBUILT).mustExist(true)));
			old.forEach((each) -> update.actions((action) -> action.removeIndex((remove) -> remove.index(each))));
			return update;
		});
	}

	private static void create(ElasticsearchClient client, String name, String... aliases) throws IOException {
		client.indices().create((create) -> {
			for (String alias : aliases) {
				create.aliases(alias, (plain) -> plain);
			}
			return create.index(name).withJson(new StringReader(BODY));
		});
	}

	private static Set<String> behind(ElasticsearchClient client, String alias) throws IOException {
		return client.indices().existsAlias((exists) -> exists.name(alias)).value()
				? client.indices().getAlias((get) -> get.name(alias)).aliases().keySet() : Set.of();
	}

}
