package dev.roundtable.search;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import co.elastic.clients.elasticsearch._types.aggregations.Aggregate;
import co.elastic.clients.elasticsearch._types.aggregations.Aggregation;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.elasticsearch.core.SearchRequest;
import co.elastic.clients.elasticsearch.core.SearchResponse;
import co.elastic.clients.elasticsearch.core.search.Hit;
import co.elastic.clients.json.JsonData;
import org.jspecify.annotations.Nullable;

/**
 * Finds for each topic on a page of hits the floor that shows best why it was found: the
 * words may stand anywhere in the topic, and the topic was found as a whole.
 */
record BestFloors(SearchHits page, TextQuery words, SearchQuery query) {

	private static final String FLOORS = "floors";

	private static final String THREAD = "thread";

	/** Null where there is nothing to look for. */
	static @Nullable BestFloors of(SearchQuery query, SearchHits page) {
		TextQuery words = TextQuery.of(query.text(), TextFields.FLOOR, query.synonyms());
		boolean grouped = query.scope() == SearchQuery.Scope.THREADS || query.scope() == SearchQuery.Scope.TOPICS;
		return (grouped && !page.hits().isEmpty() && !words.text().isEmpty()) ? new BestFloors(page, words, query)
				: null;
	}

	SearchRequest request() {
		List<String> threads = this.page.hits().stream().map((hit) -> hit.key().toString()).toList();
		Query floors = Query.of((root) -> root.bool((bool) -> {
			bool.filter(Filters.readable(this.query.audiences()));
			bool.filter(Filters.oneOf(THREAD, threads));
			bool.filter(this.words.telling());
			this.words.weigh(bool);
			this.words.quoted().forEach((phrase) -> bool.should(phrase));
			return bool;
		}));
		return SearchRequest.of((request) -> request.index(IndexDefinition.ALIAS)
			.query(floors)
			.size(threads.size())
			.source((source) -> source.fetch(false))
			.trackTotalHits((total) -> total.enabled(false))
			// not by the collapse's inner hits: those ask once more for each topic
			.collapse((collapse) -> collapse.field(THREAD))
			.aggregations(FLOORS,
					Aggregation.of((by) -> by.terms((terms) -> terms.field(THREAD).size(threads.size())))));
	}

	/** The page with its floors. */
	SearchHits hits(SearchResponse<Void> response) {
		Map<String, Long> floors = new HashMap<>();
		Aggregate counted = response.aggregations().get(FLOORS);
		if (counted != null && counted.isSterms()) {
			counted.sterms()
				.buckets()
				.array()
				.forEach((thread) -> floors.put(thread.key().stringValue(), thread.docCount()));
		}
		Map<DocumentKey, SearchHits.Hit> best = new HashMap<>();
		for (Hit<Void> hit : response.hits().hits()) {
			JsonData collapsed = hit.fields().get(THREAD);
			if (collapsed != null) {
				DocumentKey floor = DocumentKey.parse(String.valueOf(hit.id()));
				DocumentKey thread = DocumentKey.parse(collapsed.toJson().asJsonArray().getString(0));
				int others = Math.clamp(floors.getOrDefault(thread.toString(), 1L) - 1, 0, Integer.MAX_VALUE);
				best.put(thread, new SearchHits.Hit(thread, floor.equals(thread) ? null : floor, others));
			}
		}
		List<SearchHits.Hit> hits = this.page.hits().stream().map((hit) -> best.getOrDefault(hit.key(), hit)).toList();
		return new SearchHits(this.page.total(), hits, this.page.next(), this.page.loosened(), this.page.counts());
	}

}
