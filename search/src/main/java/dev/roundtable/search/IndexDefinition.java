package dev.roundtable.search;

import java.io.IOException;
import java.io.StringReader;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.elasticsearch._types.ElasticsearchException;

/**
 * The index and its mapping. Text arrives analysed, so whitespace is all the engine has
 * to see. A change of the mapping gets a new index name behind the same alias.
 */
final class IndexDefinition {

	static final String ALIAS = "roundtable";

	private static final String INDEX = "roundtable-v1";

	/**
	 * Deletions are remembered for an hour, so that a change that was overtaken by one
	 * cannot bring a document back.
	 */
	private static final String BODY = """
			{
			  "aliases": { "roundtable": {} },
			  "settings": {
			    "number_of_shards": 1,
			    "auto_expand_replicas": "0-1",
			    "refresh_interval": "1s",
			    "gc_deletes": "1h",
			    "similarity": { "default": { "type": "BM25", "k1": 1.2, "b": 0.5 } }
			  },
			  "mappings": {
			    "dynamic": "strict",
			    "_source": { "excludes": [ "title", "body", "tags", "audiences", "source_audiences" ] },
			    "properties": {
			      "key": { "type": "keyword" },
			      "type": { "type": "keyword" },
			      "board": { "type": "keyword" },
			      "kind": { "type": "keyword" },
			      "status": { "type": "keyword" },
			      "audiences": { "type": "keyword", "doc_values": false },
			      "source_audiences": { "type": "keyword", "doc_values": false },
			      "created": { "type": "date", "format": "epoch_millis" },
			      "title": { "type": "text", "analyzer": "whitespace" },
			      "body": { "type": "text", "analyzer": "whitespace" },
			      "tags": { "type": "text", "analyzer": "whitespace" }
			    }
			  }
			}
			""";

	/** What has joined the mapping since; a document without it is not found. */
	private static final String ADDED = """
			{ "properties": { "source_audiences": { "type": "keyword", "doc_values": false } } }
			""";

	private IndexDefinition() {
	}

	static void ensure(ElasticsearchClient client) throws IOException {
		if (client.indices().existsAlias((exists) -> exists.name(ALIAS)).value()) {
			// One that was made before it knew where documents come from.
			client.indices().putMapping((mapping) -> mapping.index(ALIAS).withJson(new StringReader(ADDED)));
			return;
		}
		try {
			client.indices().create((create) -> create.index(INDEX).withJson(new StringReader(BODY)));
		}
		catch (ElasticsearchException ex) {
			if (!"resource_already_exists_exception".equals(ex.error().type())) {
				throw ex;
			}
			// another node of Roundtable was faster, or the alias was lost
			client.indices().putAlias((alias) -> alias.index(INDEX).name(ALIAS));
		}
	}

}
