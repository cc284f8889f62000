package dev.roundtable.search;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import co.elastic.clients.elasticsearch._types.FieldValue;
import co.elastic.clients.elasticsearch._types.SortOptions;
import co.elastic.clients.elasticsearch._types.SortOrder;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.elasticsearch._types.query_dsl.TextQueryType;
import co.elastic.clients.elasticsearch.core.SearchRequest;
import co.elastic.clients.elasticsearch.core.SearchResponse;
import co.elastic.clients.elasticsearch.core.search.Hit;
import org.jspecify.annotations.Nullable;

/**
 * How a query is put to the engine. The weights were measured, see {@code SearchQuality}
 * among the tests.
 *
 * @param ranked whether there are words to rank by; otherwise the newest come first
 */
record SearchPlan(Query query, boolean ranked, int size) {

	private static final int COUNTED_AT_MOST = 10_000;

	private static final List<String> FIELDS = List.of("title^3", "body", "tags^2");

	private static final List<String> PHRASE_FIELDS = List.of("title^2", "body");

	/**
	 * Of two terms both, of three or four most; of a whole question fewer and fewer,
	 * since an answer does not repeat it.
	 */
	private static final String ENOUGH = "2<75% 4<40% 6<30% 9<20%";

	/** Null when nothing can be found: no words and no filters, or nobody asks. */
	static @Nullable SearchPlan of(SearchQuery query) {
		QueryText text = QueryText.parse(query.text());
		List<Query> filters = filters(query);
		if (query.audiences().isEmpty() || text.isEmpty() && filters.isEmpty()) {
			return null;
		}
		filters.add(oneOf("audiences", query.audiences()));
		filters.add(oneOf("source_audiences", query.audiences()));
		Query whole = Query.of((root) -> root.bool((bool) -> {
			bool.filter(filters);
			if (!text.isEmpty()) {
				bool.must(terms(text.terms(), ENOUGH));
				text.phrases().forEach((phrase) -> bool.must(phrase(phrase)));
				if (text.sequence().size() > 1) {
					bool.should(phrase(text.sequence()));
				}
				if (!text.wholes().isEmpty()) {
					bool.should(terms(text.wholes(), "1"));
				}
			}
			return bool;
		}));
		return new SearchPlan(whole, !text.isEmpty(), Math.clamp(query.size(), 1, 100));
	}

	SearchRequest request(@Nullable Cursor cursor) {
		if (cursor != null && (cursor.score() != null) != this.ranked) {
			throw new IllegalArgumentException("The cursor belongs to another search");
		}
		return SearchRequest.of((request) -> {
			request.index(IndexDefinition.ALIAS)
				.query(this.query)
				.size(this.size)
				.source((source) -> source.fetch(false))
				.trackTotalHits((total) -> total.count(COUNTED_AT_MOST))
				.sort(sort());
			return (cursor != null) ? request.searchAfter(cursor.sortValues()) : request;
		});
	}

	SearchHits hits(SearchResponse<Void> response) {
		List<Hit<Void>> hits = response.hits().hits();
		List<DocumentKey> keys = hits.stream().map((hit) -> DocumentKey.parse(String.valueOf(hit.id()))).toList();
		String next = (hits.size() == this.size) ? Cursor.after(hits.getLast().sort()).toString() : null;
		return new SearchHits((response.hits().total() != null) ? response.hits().total().value() : hits.size(), keys,
				next);
	}

	private List<SortOptions> sort() {
		List<SortOptions> sort = new ArrayList<>();
		if (this.ranked) {
			sort.add(SortOptions.of((by) -> by.score((score) -> score.order(SortOrder.Desc))));
		}
		sort.add(SortOptions.of((by) -> by.field((field) -> field.field("created").order(SortOrder.Desc))));
		sort.add(SortOptions.of((by) -> by.field((field) -> field.field("key").order(SortOrder.Asc))));
		return sort;
	}

	private static List<Query> filters(SearchQuery query) {
		List<Query> filters = new ArrayList<>();
		if (!query.types().isEmpty()) {
			filters.add(oneOf("type", query.types().stream().map(Enum::name).toList()));
		}
		addIfPresent(filters, "board", query.board());
		addIfPresent(filters, "kind", query.kind());
		addIfPresent(filters, "status", query.status());
		return filters;
	}

	private static void addIfPresent(List<Query> filters, String field, @Nullable String value) {
		if (value != null) {
			filters.add(oneOf(field, List.of(value)));
		}
	}

	private static Query oneOf(String field, Collection<String> values) {
		List<FieldValue> any = values.stream().map(FieldValue::of).toList();
		return Query.of((query) -> query.terms((terms) -> terms.field(field).terms((list) -> list.value(any))));
	}

	private static Query terms(Collection<String> terms, String enough) {
		return Query.of((query) -> query.combinedFields(
				(combined) -> combined.query(String.join(" ", terms)).fields(FIELDS).minimumShouldMatch(enough)));
	}

	private static Query phrase(List<String> words) {
		return Query.of((query) -> query.multiMatch(
				(match) -> match.query(String.join(" ", words)).type(TextQueryType.Phrase).fields(PHRASE_FIELDS)));
	}

}
