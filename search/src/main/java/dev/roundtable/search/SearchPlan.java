package dev.roundtable.search;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import co.elastic.clients.elasticsearch._types.SortOptions;
import co.elastic.clients.elasticsearch._types.SortOrder;
import co.elastic.clients.elasticsearch._types.aggregations.Aggregation;
import co.elastic.clients.elasticsearch._types.aggregations.CalendarInterval;
import co.elastic.clients.elasticsearch._types.aggregations.StringTermsBucket;
import co.elastic.clients.elasticsearch._types.query_dsl.BoolQuery;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.elasticsearch.core.SearchRequest;
import co.elastic.clients.elasticsearch.core.SearchResponse;
import co.elastic.clients.elasticsearch.core.search.Hit;
import co.elastic.clients.util.NamedValue;
import org.jspecify.annotations.Nullable;

/**
 * How a query is put to the engine.
 *
 * @param order what comes first; the number of its keys is that of a cursor's
 * @param loosened whether any of the words is enough
 */
record SearchPlan(Query query, SearchQuery.Sort order, int size, boolean counted, boolean loosened) {

	private static final int COUNTED_AT_MOST = 10_000;

	private static final int MOST_VALUES = 20;

	private static final List<Field> COUNTED = List.of(Field.BOARD, Field.KIND, Field.STATUS, Field.TAG, Field.HAS);

	/**
	 * Null when nothing can be found: no words and no conditions, or nobody asks.
	 * @param strict whether a hit has most of the words, not any of them
	 */
	static @Nullable SearchPlan of(SearchQuery query, Ranking ranking, boolean strict) {
		TextFields fields = (query.scope() == SearchQuery.Scope.REPLIES) ? TextFields.FLOOR : TextFields.THREAD;
		TextQuery words = TextQuery.of(query.text(), fields, query.synonyms());
		boolean asked = !words.text().isEmpty();
		if (query.audiences().isEmpty() || !asked && query.conditions().isEmpty()) {
			return null;
		}
		List<Query> filters = Filters.of(query);
		Query whole = Query.of((root) -> root.bool((bool) -> {
			bool.filter(filters);
			if (asked) {
				bool.filter(words.conditions(strict));
				words.weigh(bool);
				if (words.isPasted()) {
					bool.minimumShouldMatch("1");
				}
			}
			excluded(query, fields).forEach((excluded) -> exclude(bool, excluded));
			return bool;
		}));
		SearchQuery.Sort order = (asked || query.sort() != SearchQuery.Sort.RELEVANCE) ? query.sort()
				: SearchQuery.Sort.NEWEST;
		boolean scored = order == SearchQuery.Sort.RELEVANCE;
		return new SearchPlan(scored ? ranking.applied(whole) : whole, order, Math.clamp(query.size(), 1, 100),
				query.counted(), !strict);
	}

	/** Of phrases only so many, see {@link SearchQuery#MOST_EXCLUDED_PHRASES}. */
	private static List<TextQuery> excluded(SearchQuery query, TextFields fields) {
		Map<Boolean, List<TextQuery>> all = query.excluded()
			.stream()
			.distinct()
			.map((excluded) -> TextQuery.of(excluded, fields))
			.collect(Collectors.partitioningBy((excluded) -> !excluded.text().phrases().isEmpty()));
		List<TextQuery> some = new ArrayList<>(all.getOrDefault(false, List.of()));
		all.getOrDefault(true, List.of()).stream().limit(SearchQuery.MOST_EXCLUDED_PHRASES).forEach(some::add);
		return some;
	}

	/** What has all of it: of a phrase, not whatever has its words. */
	private static void exclude(BoolQuery.Builder bool, TextQuery excluded) {
		List<Query> all = excluded.exclusions();
		if (!all.isEmpty()) {
			bool.mustNot((query) -> query.bool((whole) -> whole.filter(all)));
		}
	}

	SearchRequest request(@Nullable Cursor cursor) {
		if (cursor != null && !cursor.fits(this.order)) {
			throw new IllegalArgumentException("The cursor belongs to another search");
		}
		return SearchRequest.of((request) -> {
			request.index(IndexDefinition.ALIAS)
				.query(this.query)
				.size(this.size)
				.source((source) -> source.fetch(false))
				.trackTotalHits((total) -> total.count(COUNTED_AT_MOST))
				.sort(sort());
			if (this.counted) {
				COUNTED.forEach((field) -> request.aggregations(field.indexed(),
						Aggregation.of((by) -> by.terms((terms) -> terms.field(field.indexed()).size(MOST_VALUES)))));
				request.aggregations(Field.CREATED.indexed(),
						Aggregation.of((by) -> by.dateHistogram((years) -> years.field(Field.CREATED.indexed())
							.calendarInterval(CalendarInterval.Year)
							.order(NamedValue.of("_key", SortOrder.Desc))
							.minDocCount(1))));
			}
			return (cursor != null) ? request.searchAfter(cursor.sortValues()) : request;
		});
	}

	SearchHits hits(SearchResponse<Void> response) {
		List<Hit<Void>> hits = response.hits().hits();
		List<SearchHits.Hit> keys = hits.stream()
			.map((hit) -> new SearchHits.Hit(DocumentKey.parse(String.valueOf(hit.id())), null, 0))
			.toList();
		String next = (hits.size() == this.size)
				? Cursor.after(this.order, this.loosened, hits.getLast().sort()).toString() : null;
		return new SearchHits((response.hits().total() != null) ? response.hits().total().value() : hits.size(), keys,
				next, this.loosened, counts(response));
	}

	private Map<Field, List<SearchHits.Count>> counts(SearchResponse<Void> response) {
		Map<Field, List<SearchHits.Count>> counts = new EnumMap<>(Field.class);
		if (this.counted) {
			for (Field field : COUNTED) {
				counts.put(field, counts(response, field));
			}
			counts.put(Field.CREATED, years(response));
		}
		return counts;
	}

	private static List<SearchHits.Count> counts(SearchResponse<Void> response, Field field) {
		var counted = response.aggregations().get(field.indexed());
		if (counted == null || !counted.isSterms()) {
			return List.of();
		}
		List<SearchHits.Count> counts = new ArrayList<>();
		for (StringTermsBucket bucket : counted.sterms().buckets().array()) {
			counts.add(new SearchHits.Count(bucket.key().stringValue(), bucket.docCount()));
		}
		return counts;
	}

	/** The latest first. */
	private static List<SearchHits.Count> years(SearchResponse<Void> response) {
		var counted = response.aggregations().get(Field.CREATED.indexed());
		if (counted == null || !counted.isDateHistogram()) {
			return List.of();
		}
		return counted.dateHistogram()
			.buckets()
			.array()
			.stream()
			.map((year) -> new SearchHits.Count(
					String.valueOf(Instant.ofEpochMilli(year.key()).atZone(ZoneOffset.UTC).getYear()), year.docCount()))
			.toList();
	}

	private List<SortOptions> sort() {
		List<SortOptions> sort = new ArrayList<>();
		switch (this.order) {
			case RELEVANCE -> sort.add(SortOptions.of((by) -> by.score((score) -> score.order(SortOrder.Desc))));
			case PEOPLE -> sort.add(descending("people"));
			case NEWEST -> {
			}
		}
		sort.add(descending("created"));
		sort.add(SortOptions.of((by) -> by.field((field) -> field.field("key").order(SortOrder.Asc))));
		return sort;
	}

	private static SortOptions descending(String name) {
		return SortOptions.of((by) -> by.field((field) -> field.field(name).order(SortOrder.Desc).missing(0L)));
	}

}
