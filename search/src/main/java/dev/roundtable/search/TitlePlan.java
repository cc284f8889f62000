package dev.roundtable.search;

import java.util.Set;

import co.elastic.clients.elasticsearch._types.query_dsl.Operator;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.elasticsearch.core.SearchRequest;
import org.jspecify.annotations.Nullable;

/** How titles are asked for that begin as somebody types. */
final class TitlePlan {

	private static final int MOST_WORDS = 16;

	private static final float IN_ORDER = 2;

	private TitlePlan() {
	}

	/** Null when there is nothing to go by. */
	static @Nullable SearchRequest of(String typed, Set<String> audiences, int size) {
		String words = String.join(" ", QueryText.parse(typed).sequence().stream().limit(MOST_WORDS).toList());
		if (words.isEmpty() || audiences.isEmpty()) {
			return null;
		}
		Query titles = Query.of((root) -> root.bool((bool) -> bool.filter(Filters.readable(audiences))
			.filter(Filters.scope(SearchQuery.Scope.THREADS))
			.must((must) -> must.matchBoolPrefix((begin) -> begin.field("title").query(words).operator(Operator.And)))
			.should((should) -> should
				.matchPhrasePrefix((order) -> order.field("title").query(words).boost(IN_ORDER)))));
		return SearchRequest.of((request) -> request.index(IndexDefinition.ALIAS)
			.query(titles)
			.size(Math.clamp(size, 1, 100))
			.source((source) -> source.fetch(false))
			.trackTotalHits((total) -> total.enabled(false)));
	}

}
