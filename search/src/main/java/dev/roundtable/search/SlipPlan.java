package dev.roundtable.search;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

import co.elastic.clients.elasticsearch._types.SuggestMode;
import co.elastic.clients.elasticsearch._types.aggregations.Aggregate;
import co.elastic.clients.elasticsearch._types.aggregations.FiltersBucket;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.elasticsearch.core.SearchRequest;
import co.elastic.clients.elasticsearch.core.SearchResponse;
import co.elastic.clients.elasticsearch.core.search.FieldSuggester;
import org.jspecify.annotations.Nullable;

/**
 * How words are asked for that nobody wrote. The engine's list of words knows nothing of
 * who may see what, so whatever it offers is looked for among what the person may see.
 *
 * @param words as typed, by what the index would have
 */
record SlipPlan(Map<String, String> words, Set<String> audiences) {

	/** Words of a query that are looked at. */
	private static final int MOST_WORDS = 4;

	/** Words that are near to one. */
	private static final int MOST_NEAR = 8;

	private static final int PLACES = 3;

	private static final Pattern LATIN = Pattern.compile("\\p{IsLatin}{" + Slip.FEWEST_LETTERS + ",40}");

	/** What stands in this is seen by itself: a floor has its own audience. */
	private static final String FLOORS = TextFields.FLOOR.words();

	private static final String PLACE = "places";

	private static final String SEEN = "seen";

	/** Null where there is no such word. */
	static @Nullable SlipPlan of(String typed, Set<String> audiences) {
		TextQuery asked = TextQuery.of(typed, TextFields.THREAD);
		if (audiences.isEmpty() || asked.isPasted()) {
			return null;
		}
		String text = QueryText.shortened(typed);
		List<int[]> quoted = QueryText.quoted(text);
		Map<String, String> words = new LinkedHashMap<>();
		for (Token token : TextAnalysis.tokens(text)) {
			String written = text.substring(token.start(), token.end());
			boolean meant = quoted.stream().anyMatch((span) -> span[0] <= token.start() && token.start() < span[1]);
			if (token.kind() == Token.Kind.WORD && asked.text().words().contains(token.term()) && !meant
					&& LATIN.matcher(written).matches() && words.size() < MOST_WORDS) {
				words.putIfAbsent(token.term(), written);
			}
		}
		return words.isEmpty() ? null : new SlipPlan(words, audiences);
	}

	/** Which words are near. */
	SearchRequest near() {
		return SearchRequest.of((request) -> request.index(IndexDefinition.ALIAS)
			.size(0)
			.trackTotalHits((total) -> total.enabled(false))
			.suggest((suggest) -> suggest.suggesters(suggesters())));
	}

	private Map<String, FieldSuggester> suggesters() {
		Map<String, FieldSuggester> suggesters = new HashMap<>();
		this.words.forEach((term, written) -> suggesters.put(term,
				FieldSuggester.of((one) -> one.text(term)
					.term((near) -> near.field(TextFields.THREAD.words())
						.analyzer("whitespace")
						// also for words that somebody wrote: who may not see it learns
						// nothing of that
						.suggestMode(SuggestMode.Always)
						.maxEdits(Slip.most(written))
						.prefixLength(1)
						.minWordLength(2)
						.size(MOST_NEAR)))));
		return suggesters;
	}

	/** By word as the index has it, the nearest first. */
	Map<String, List<String>> near(SearchResponse<Void> response) {
		Map<String, List<String>> near = new LinkedHashMap<>();
		this.words.keySet().forEach((term) -> {
			List<String> found = response.suggest()
				.getOrDefault(term, List.of())
				.stream()
				.flatMap((one) -> one.term().options().stream())
				.map((option) -> option.text())
				.toList();
			if (!found.isEmpty()) {
				near.put(term, found);
			}
		});
		return near;
	}

	/** Where she may see them. */
	SearchRequest places(Map<String, List<String>> near) {
		Set<String> terms = new LinkedHashSet<>(near.keySet());
		near.values().forEach(terms::addAll);
		Map<String, Query> each = new HashMap<>();
		terms
			.forEach((term) -> each.put(term, Query.of((query) -> query.term((one) -> one.field(FLOORS).value(term)))));
		return SearchRequest.of((request) -> request.index(IndexDefinition.ALIAS)
			.size(0)
			.trackTotalHits((total) -> total.enabled(false))
			.query((query) -> query.bool((bool) -> bool.filter(Filters.readable(this.audiences))
				.filter((any) -> any.bool((one) -> one.should(List.copyOf(each.values())).minimumShouldMatch("1")))))
			.aggregations(SEEN,
					(by) -> by.filters((filters) -> filters.filters((buckets) -> buckets.keyed(each)))
						.aggregations(PLACE, (first) -> first
							.topHits((hits) -> hits.size(PLACES).source((source) -> source.fetch(false))))));
	}

	/** A word that she may see anywhere is no slip. */
	List<Slip> slips(Map<String, List<String>> near, SearchResponse<Void> response) {
		Aggregate seen = response.aggregations().get(SEEN);
		Map<String, FiltersBucket> buckets = (seen != null) ? seen.filters().buckets().keyed() : Map.of();
		List<Slip> slips = new ArrayList<>();
		near.forEach((term, others) -> {
			FiltersBucket own = buckets.get(term);
			List<Slip.Near> visible = others.stream()
				.map((other) -> new Slip.Near(other, places(buckets.get(other))))
				.filter((other) -> !other.places().isEmpty())
				.toList();
			if ((own == null || own.docCount() == 0) && !visible.isEmpty()) {
				slips.add(new Slip(this.words.getOrDefault(term, term), visible));
			}
		});
		return slips;
	}

	private static List<DocumentKey> places(@Nullable FiltersBucket bucket) {
		return Optional.ofNullable(bucket)
			.map((found) -> found.aggregations().get(PLACE))
			.map((found) -> found.topHits().hits().hits())
			.orElse(List.of())
			.stream()
			.map((hit) -> DocumentKey.parse(String.valueOf(hit.id())))
			.toList();
	}

}
