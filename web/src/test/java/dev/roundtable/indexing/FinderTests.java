package dev.roundtable.indexing;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

import dev.roundtable.forum.TopicDraft;
import dev.roundtable.forum.TopicId;
import dev.roundtable.forum.TopicKind;
import dev.roundtable.forum.Topics;
import dev.roundtable.http.OnceKey;
import dev.roundtable.indexing.synonyms.SynonymList;
import dev.roundtable.limits.Limits;
import dev.roundtable.people.Viewer;
import dev.roundtable.search.DocumentKey.Type;
import dev.roundtable.search.DocumentKey;
import dev.roundtable.search.IndexChange;
import dev.roundtable.search.SearchBusy;
import dev.roundtable.search.Refusal;
import dev.roundtable.search.SearchHits;
import dev.roundtable.search.SearchIndex;
import dev.roundtable.search.SearchQuery;
import dev.roundtable.search.SearchUnavailable;
import dev.roundtable.search.SimilarQuery;
import dev.roundtable.search.Slip;
import dev.roundtable.stores.StoreTest;
import dev.roundtable.stores.World;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Against engines that are away, or have not heard yet what changed a moment ago. */
@StoreTest
class FinderTests {

	private static final Finder.Filter ANYTHING = new Finder.Filter("", "", "", "");

	private final Topics topics;

	private final JdbcClient jdbc;

	private final Limits limits;

	private final World world;

	private final Understanding understanding;

	private final SynonymList synonyms;

	FinderTests(Topics topics, JdbcClient jdbc, Limits limits, World world, Understanding understanding,
			SynonymList synonyms) {
		this.synonyms = synonyms;
		this.understanding = understanding;
		this.topics = topics;
		this.jdbc = jdbc;
		this.limits = limits;
		this.world = world;
	}

	@Test
	void the_number_of_a_task_finds_it_while_the_engine_is_away() {
		TopicId topic = bug();
		long task = task(topic);
		for (String q : List.of("#" + task, String.valueOf(task), " #" + task + " ")) {
			Finder.Results results = away().search(null, q, ANYTHING, null);
			assertThat(results.hits().getFirst().url()).isEqualTo("/tasks/" + task);
		}
		assertThat(away().search(null, String.valueOf(topic.value()), ANYTHING, null).hits())
			.anyMatch((hit) -> hit.type().equals("TOPIC") && hit.id() == topic.value());
	}

	@Test
	void while_the_engine_is_away_topics_are_found_by_the_words_of_their_titles() {
		TopicId topic = titled("Die Kamera 相機 closes " + this.world.board);
		for (String q : List.of("相机 CLOSES " + this.world.board, "\"kamera 相机\" in:" + this.world.board,
				"kamera kind:bug by:" + this.world.mei.name(), "kamera -battery in:" + this.world.board)) {
			Finder.Results results = away().search(this.world.mei, q, ANYTHING, null);
			assertThat(results.degraded()).as(q).isTrue();
			assertThat(results.hits()).as(q).extracting(Finder.Hit::id).containsExactly(topic.value());
			assertThat(results.total()).as(q).isOne();
			assertThat(results.next()).isNull();
		}
		for (String q : List.of("kamera opens in:" + this.world.board, "kamera -closes in:" + this.world.board,
				"kamera kind:idea by:" + this.world.mei.name(), "-in:" + this.world.board + " " + this.world.board, "",
				"!")) {
			assertThat(away().search(this.world.mei, q, ANYTHING, null).hits()).as(q).isEmpty();
		}
	}

	@Test
	void titles_that_one_may_not_read_are_not_found_while_the_engine_is_away_either() {
		TopicId topic = titled("Secret of " + this.world.board);
		String q = "secret " + this.world.board;
		close("team");
		assertThat(away().search(null, q, ANYTHING, null).total()).isZero();
		assertThat(away().search(this.world.mei, q, ANYTHING, null).total()).isZero();
		assertThat(away().search(this.world.lin, q, ANYTHING, null).total()).isOne();
		this.jdbc.sql("update topics set held = true where id = ?").param(topic.value()).update();
		assertThat(away().search(this.world.lin, q, ANYTHING, null).total()).isZero();
	}

	@Test
	void only_the_newest_titles_are_looked_at_and_a_page_of_them_shown() {
		TopicId old = titled("old canary " + this.world.board);
		this.jdbc.sql("alter table topics alter column id restart with " + (old.value() + 5_000)).update();
		for (int i = 0; i <= Finder.HITS_ON_A_PAGE; i++) {
			titled("new canary " + i + " " + this.world.board);
		}
		Finder.Results results = away().search(null, "canary " + this.world.board, ANYTHING, null);
		assertThat(results.total()).isEqualTo(Finder.HITS_ON_A_PAGE + 1);
		assertThat(results.hits()).hasSize(Finder.HITS_ON_A_PAGE);
		assertThat(results.hits().getFirst().title()).anyMatch((part) -> part.text().contains("20"));
		assertThat(away().search(null, "old canary " + this.world.board, ANYTHING, null).hits()).isEmpty();
	}

	@Test
	void who_looks_for_tasks_or_replies_or_a_next_page_is_told_that_the_engine_is_away() {
		for (String type : List.of("task", "post")) {
			assertThatExceptionOfType(SearchUnavailable.class)
				.isThrownBy(() -> away().search(null, "headphones", new Finder.Filter(type, "", "", ""), null));
		}
		assertThatExceptionOfType(SearchUnavailable.class)
			.isThrownBy(() -> away().search(null, "headphones", ANYTHING, "next"));
		assertThatExceptionOfType(SearchUnavailable.class)
			.isThrownBy(() -> away().search(null, "#999999999999999999", new Finder.Filter("task", "", "", ""), null));
	}

	@Test
	void what_a_number_names_comes_first_and_is_counted_once() {
		TopicId topic = bug();
		long task = task(topic);
		Finder finder = finding(List.of(new DocumentKey(Type.TOPIC, topic.value()), new DocumentKey(Type.TASK, task)));
		Finder.Results results = finder.search(null, "#" + task, new Finder.Filter("TASK", "", "", ""), null);
		assertThat(results.hits()).extracting(Finder.Hit::type).containsExactly("TASK", "TOPIC");
		assertThat(results.total()).isEqualTo(2);
	}

	@Test
	void a_board_that_was_closed_a_moment_ago_shows_and_counts_nothing_to_those_outside() {
		TopicId topic = bug();
		Finder finder = finding(List.of(new DocumentKey(Type.TOPIC, topic.value())));
		assertThat(total(finder, null)).isOne();
		close("team");
		assertThat(total(finder, null)).isZero();
		assertThat(total(finder, this.world.mei)).isZero();
		assertThat(total(finder, this.world.lin)).isOne();
		close("members");
		assertThat(total(finder, null)).isZero();
		assertThat(total(finder, this.world.mei)).isOne();
	}

	@Test
	void a_task_of_the_team_is_found_by_nobody_else_not_even_by_its_number_or_its_topics_state() {
		TopicId topic = bug();
		long task = task(topic);
		for (String column : List.of("audience", "source_audience")) {
			this.jdbc.sql("update tasks set " + column + " = 'team' where number = :task").param("task", task).update();
			Finder finder = finding(
					List.of(new DocumentKey(Type.TASK, task), new DocumentKey(Type.TOPIC, topic.value())));
			assertThat(finder.search(this.world.mei, "canary", ANYTHING, null).hits())
				.satisfiesExactly((hit) -> assertThat(hit.status()).isNull());
			assertThat(finder.search(this.world.mei, "#" + task, new Finder.Filter("TASK", "", "", ""), null).hits())
				.noneMatch((hit) -> hit.type().equals("TASK"));
			assertThat(finder.search(this.world.lin, "canary", ANYTHING, null).hits())
				.allSatisfy((hit) -> assertThat(hit.status()).isEqualTo("NEW"))
				.hasSize(2);
			this.jdbc.sql("update tasks set " + column + " = 'everyone' where number = :task")
				.param("task", task)
				.update();
		}
	}

	private static long total(Finder finder, @Nullable Viewer viewer) {
		Finder.Results results = finder.search(viewer, "canary", ANYTHING, null);
		assertThat(results.hits()).hasSize((int) results.total());
		return results.total();
	}

	private void close(String readers) {
		this.jdbc.sql("update boards set readers = :readers where slug = :slug")
			.param("readers", readers)
			.param("slug", this.world.board)
			.update();
	}

	@Test
	void a_word_that_nobody_wrote_is_told_as_it_is_written_in_what_one_may_read() {
		TopicId topic = bug();
		Finder finder = finder(new Mistaken(new DocumentKey(Type.TOPIC, topic.value())));
		Finder.Results results = finder.search(null, "-flies canarry kind:bug", ANYTHING, null);
		assertThat(results.corrected()).isEqualTo("-flies canary kind:bug");
		assertThat(results.hits()).hasSize(1);
		assertThat(finder.search(null, "canary", ANYTHING, null).corrected()).isNull();
		Finder.Results quoted = finder.search(null, "\"canarry\"", ANYTHING, null);
		assertThat(quoted.corrected()).isNull();
		assertThat(quoted.hits()).isEmpty();
	}

	@Test
	void whoever_means_what_she_typed_is_shown_nothing_else() {
		TopicId topic = bug();
		Finder finder = finder(new Mistaken(new DocumentKey(Type.TOPIC, topic.value())));
		Finder.Results results = finder.exactly(null, "canarry", SearchQuery.Sort.RELEVANCE, null);
		assertThat(results.corrected()).isNull();
		assertThat(results.hits()).isEmpty();
	}

	@Test
	void all_that_is_asked_for_one_person_has_the_time_of_one_search() {
		TopicId topic = bug();
		Mistaken engine = new Mistaken(new DocumentKey(Type.TOPIC, topic.value()));
		assertThat(finder(engine).search(null, "canarry sings", ANYTHING, null).corrected()).isNotNull();
		assertThat(engine.askedAlone).isFalse();
	}

	@Test
	void what_contains_the_words_that_were_meant_is_better_than_what_contains_only_some_of_those_typed() {
		TopicId topic = bug();
		Finder finder = finder(new Mistaken(new DocumentKey(Type.TOPIC, topic.value())));
		Finder.Results meant = finder.search(null, "canarry sings", ANYTHING, null);
		assertThat(meant.corrected()).isEqualTo("canary sings");
		assertThat(meant.loosened()).isFalse();
		Finder.Results nearly = finder.search(null, "canarry whistles", ANYTHING, null);
		assertThat(nearly.corrected()).isNull();
		assertThat(nearly.hits()).hasSize(1);
	}

	@Test
	void what_was_found_is_shown_where_what_was_meant_cannot_be_looked_for() {
		TopicId topic = bug();
		Mistaken engine = new Mistaken(new DocumentKey(Type.TOPIC, topic.value()));
		for (SearchUnavailable late : List.of(new SearchBusy("Too many", null), new SearchUnavailable("Away"))) {
			engine.failsWhenCorrected = late;
			Finder.Results results = finder(engine).search(null, "canarry sings", ANYTHING, null);
			assertThat(results.hits()).hasSize(1);
			assertThat(results.corrected()).isNull();
			assertThat(results.degraded()).isFalse();
		}
	}

	@Test
	void a_word_of_a_board_that_was_closed_a_moment_ago_is_told_to_nobody_outside() {
		TopicId topic = bug();
		Finder finder = finder(new Mistaken(new DocumentKey(Type.TOPIC, topic.value())));
		close("team");
		Finder.Results results = finder.search(this.world.mei, "canarry", ANYTHING, null);
		assertThat(results.corrected()).isNull();
		assertThat(results.hits()).isEmpty();
		assertThat(finder.search(this.world.lin, "canarry", ANYTHING, null).corrected()).isEqualTo("canary");
	}

	private Finder away() {
		return finder(SearchIndex.off());
	}

	private Finder finding(List<DocumentKey> keys) {
		return finder(new Remembering(keys));
	}

	private Finder finder(SearchIndex index) {
		FoundRows rows = new FoundRows(this.jdbc);
		return new Finder(index, rows, new TitlesInDatabase(this.jdbc), this.limits, this.understanding, this.synonyms,
				new Corrections(index, rows));
	}

	private TopicId bug() {
		return titled("canary");
	}

	private TopicId titled(String title) {
		return this.topics
			.post(this.world.mei, OnceKey.NONE,
					new TopicDraft(this.world.board, TopicKind.BUG, title, "text", List.of()))
			.topic();
	}

	private long task(TopicId topic) {
		return this.jdbc.sql("select task_number from task_topic_facts where topic_id = :topic")
			.param("topic", topic.value())
			.query(Long.class)
			.single();
	}

	/** An engine that goes on finding what it knew. */
	private static class Remembering implements SearchIndex {

		final List<DocumentKey> keys;

		Remembering(List<DocumentKey> keys) {
			this.keys = keys;
		}

		@Override
		public State state() {
			return State.READY;
		}

		@Override
		public Map<DocumentKey, Refusal> apply(List<IndexChange> changes) {
			return Map.of();
		}

		@Override
		public SearchHits search(SearchQuery query) {
			return new SearchHits(this.keys.size(),
					this.keys.stream().map((key) -> new SearchHits.Hit(key, null, 0)).toList(), null, false, Map.of());
		}

		@Override
		public SearchHits similar(SimilarQuery query) {
			return search(SearchQuery.of(query.title(), query.audiences(), query.size()));
		}

		@Override
		public List<DocumentKey> titles(String typed, Set<String> audiences, int size) {
			return this.keys;
		}

		@Override
		public String beginRebuild() {
			return "";
		}

		@Override
		public @Nullable String rebuilding() {
			return null;
		}

		@Override
		public boolean isUnfilled() {
			return false;
		}

		@Override
		public void filled() {
		}

		@Override
		public Map<DocumentKey, Refusal> applyToRebuilt(List<IndexChange> changes) {
			return Map.of();
		}

		@Override
		public void finishRebuild(String name) {
		}

		@Override
		public List<Slip> slips(String typed, Set<String> audiences) {
			return List.of();
		}

		@Override
		public void refresh() {
		}

		@Override
		public long count() {
			return this.keys.size();
		}

		@Override
		public void close() {
		}

	}

	/**
	 * One that knows the word canary, and to whom it was told that canarry is near. Its
	 * canary sings, and of what else is asked of it it has only a part.
	 */
	private static final class Mistaken extends Remembering {

		private boolean together;

		/** Whether something was asked that has a time of its own. */
		boolean askedAlone;

		@Nullable SearchUnavailable failsWhenCorrected;

		Mistaken(DocumentKey key) {
			super(List.of(key));
		}

		@Override
		public <T> T together(Supplier<T> searches) {
			this.together = true;
			try {
				return searches.get();
			}
			finally {
				this.together = false;
			}
		}

		@Override
		public SearchHits search(SearchQuery query) {
			this.askedAlone |= !this.together;
			SearchHits all = super.search(query);
			SearchUnavailable failure = this.failsWhenCorrected;
			if (failure != null && query.text().startsWith("canary")) {
				throw failure;
			}
			return switch (query.text()) {
				case "canary", "canary sings" -> all;
				case "canarry sings", "canarry whistles", "canary whistles" ->
					new SearchHits(all.total(), all.hits(), null, true, Map.of());
				default -> new SearchHits(0, List.of(), null, false, Map.of());
			};
		}

		@Override
		public List<Slip> slips(String typed, Set<String> audiences) {
			this.askedAlone |= !this.together;
			return List.of(new Slip("canarry", List.of(new Slip.Near("canari", this.keys))));
		}

	}

}
