package dev.roundtable.indexing;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;

import dev.roundtable.caching.CachedPage.Version;
import dev.roundtable.search.SearchIndex;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What everybody asks at the same moment. */
class SearchPagesTests {

	private final Shelf shelf = new Shelf();

	@Test
	void an_answer_is_good_for_the_second_in_which_it_was_made() {
		Version made = at("2026-11-24T10:00:00.100Z", "/search");
		assertThat(made).isNotNull();
		assertThat(at("2026-11-24T10:00:00.900Z", "/search")).isEqualTo(made);
		assertThat(at("2026-11-24T10:00:01.100Z", "/search")).isNotEqualTo(made);
	}

	@Test
	void an_answer_is_not_good_once_the_engine_is_away() {
		Version made = at("2026-11-24T10:00:00.100Z", "/search");
		this.shelf.state = SearchIndex.State.UNAVAILABLE;
		assertThat(at("2026-11-24T10:00:00.100Z", "/search")).isNotEqualTo(made);
	}

	@Test
	void no_other_page_is_kept_for_it() {
		assertThat(at("2026-11-24T10:00:00.100Z", "/search/suggest")).isNull();
		assertThat(at("2026-11-24T10:00:00.100Z", "/")).isNull();
	}

	private @Nullable Version at(String time, String path) {
		Clock clock = Clock.fixed(Instant.parse(time), ZoneOffset.UTC);
		return new SearchPages(this.shelf, clock).versionOf(path, "q=x");
	}

}
