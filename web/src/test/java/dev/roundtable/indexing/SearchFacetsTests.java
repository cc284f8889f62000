package dev.roundtable.indexing;

import java.util.List;
import java.util.Locale;
import java.util.Map;

import dev.roundtable.forum.TopicDraft;
import dev.roundtable.forum.TopicId;
import dev.roundtable.forum.TopicKind;
import dev.roundtable.forum.Topics;
import dev.roundtable.http.OnceKey;
import dev.roundtable.people.Audiences;
import dev.roundtable.people.Viewer;
import dev.roundtable.queries.Asked;
import dev.roundtable.search.Field;
import dev.roundtable.search.SearchHits;
import dev.roundtable.stores.StoreTest;
import dev.roundtable.stores.World;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/** By what one may narrow what was found. */
@StoreTest
class SearchFacetsTests {

	private final SearchFacets facets;

	private final Topics topics;

	private final JdbcClient jdbc;

	private final World world;

	SearchFacetsTests(SearchFacets facets, Topics topics, JdbcClient jdbc, World world) {
		this.topics = topics;
		this.jdbc = jdbc;
		this.world = world;
		this.facets = facets;
	}

	@Test
	void choices_that_would_leave_all_there_is_are_not_offered() {
		assertThat(named(1, new SearchHits.Count("mail", 1), new SearchHits.Count("slow", 1))).isEmpty();
		assertThat(named(2, new SearchHits.Count("mail", 2), new SearchHits.Count("slow", 1))).containsExactly("tag");
	}

	@Test
	void a_topic_is_called_by_its_title_and_by_its_number_where_one_may_not_read_it() {
		TopicId topic = this.topics
			.post(this.world.mei, OnceKey.NONE,
					new TopicDraft(this.world.board, TopicKind.BUG, "A {0} canary", "text", List.of()))
			.topic();
		Asked asked = Asked.parse("topic:" + topic.value() + " sings topic:999999999 -topic:" + topic.value());
		assertThat(labels(asked, this.world.mei)).containsExactly("In “A {0} canary”", "topic:999999999",
				"-topic:" + topic.value());
		this.jdbc.sql("update boards set readers = 'team' where slug = ?").param(this.world.board).update();
		assertThat(labels(asked, null)).startsWith("topic:" + topic.value());
		assertThat(labels(asked, this.world.lin)).startsWith("In “A {0} canary”");
	}

	private List<String> labels(Asked asked, @Nullable Viewer viewer) {
		Locale before = LocaleContextHolder.getLocale();
		LocaleContextHolder.setLocale(Locale.ENGLISH);
		try {
			return this.facets.chips(asked, Audiences.of(viewer)).stream().map(SearchFacets.Chip::label).toList();
		}
		finally {
			LocaleContextHolder.setLocale(before);
		}
	}

	private List<String> named(long total, SearchHits.Count... tags) {
		Understood understood = new Understood(Asked.parse("canary"), "canary", List.of(), List.of(), null, List.of());
		Finder.Results results = new Finder.Results(total, List.of(), null, false, understood,
				Map.of(Field.TAG, List.of(tags)), null, false);
		return this.facets.of(results, List.of(), "").stream().map(SearchFacets.Facet::name).toList();
	}

}
