package dev.roundtable.search;

import java.util.ArrayList;
import java.util.List;

import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.elasticsearch.core.SearchRequest;
import org.jspecify.annotations.Nullable;

/**
 * What is about the same: the words of the title, any of them, and the rarest of the
 * body. Measured on duplicates that people had marked, see {@code search/README.md}.
 */
final class SimilarPlan {

	private static final int WORDS_OF_BODY = 25;

	private static final float BODY = 0.3f;

	private static final float TITLE_IN_TITLE = 0.2f;

	private SimilarPlan() {
	}

	/** Null when there is nothing to go by. */
	static @Nullable SearchRequest of(SimilarQuery query, Ranking ranking) {
		TextQuery title = TextQuery.of(query.title(), TextFields.THREAD);
		QueryText body = QueryText.parse(query.body());
		if (query.audiences().isEmpty() || title.text().isEmpty() && body.isEmpty()) {
			return null;
		}
		List<String> all = new ArrayList<>(title.text().telling());
		all.addAll(body.telling());
		Query words = Query.of((root) -> root.bool((bool) -> {
			bool.filter(Filters.readable(query.audiences()));
			bool.filter(Filters.scope(query.scope()));
			if (query.itself() != null) {
				bool.mustNot(Filters.oneOf("key", List.of(query.itself().toString())));
			}
			title.weigh(bool);
			if (!title.text().words().isEmpty()) {
				bool.should((in) -> in.match((match) -> match.field("title")
					.query(String.join(" ", title.text().words()))
					.boost(TITLE_IN_TITLE)));
			}
			if (!body.isEmpty()) {
				TextQuery.addRarest(bool, TextFields.THREAD.words(), all, WORDS_OF_BODY, BODY);
			}
			return bool.minimumShouldMatch("1");
		}));
		return SearchRequest.of((request) -> request.index(IndexDefinition.ALIAS)
			.query(ranking.applied(words))
			.size(Math.clamp(query.size(), 1, 100))
			.source((source) -> source.fetch(false))
			.trackTotalHits((total) -> total.enabled(false)));
	}

}
