package dev.roundtable.indexing;

import java.util.List;
import java.util.Map;

import dev.roundtable.queries.Asked;
import dev.roundtable.search.Field;
import dev.roundtable.search.SearchHits;
import dev.roundtable.stores.StoreTest;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** By what one may narrow what was found. */
@StoreTest
class SearchFacetsTests {

	private final SearchFacets facets;

	SearchFacetsTests(SearchFacets facets) {
		this.facets = facets;
	}

	@Test
	void choices_that_would_leave_all_there_is_are_not_offered() {
		assertThat(named(1, new SearchHits.Count("mail", 1), new SearchHits.Count("slow", 1))).isEmpty();
		assertThat(named(2, new SearchHits.Count("mail", 2), new SearchHits.Count("slow", 1))).containsExactly("tag");
	}

	private List<String> named(long total, SearchHits.Count... tags) {
		Understood understood = new Understood(Asked.parse("canary"), "canary", List.of(), List.of(), null, List.of());
		Finder.Results results = new Finder.Results(total, List.of(), null, false, understood,
				Map.of(Field.TAG, List.of(tags)), null, false);
		return this.facets.of(results, List.of()).stream().map(SearchFacets.Facet::name).toList();
	}

}
