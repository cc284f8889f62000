package dev.roundtable.search;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

/** Searches on an engine that is slow, or has too much to do. */
class SearchLimitsTests {

	private static final Duration AT_ONCE = Duration.ofMillis(500);

	private static final Duration LONG = Duration.ofMinutes(1);

	private static final SearchQuery QUERY = SearchQuery.of("x", Set.of("everyone"), 10);

	@Test
	void whoever_comes_on_top_of_the_limit_is_told_at_once_and_let_in_later() throws Exception {
		try (StandIn engine = new StandIn();
				SearchIndex index = engine.index(new SearchLimits(2, LONG));
				ExecutorService people = Executors.newVirtualThreadPerTaskExecutor()) {
			engine.answering = new CountDownLatch(1);
			List<Future<SearchHits>> two = List.of(people.submit(() -> index.search(QUERY)),
					people.submit(() -> index.search(QUERY)));
			engine.searches.acquire(2);
			assertThat(index.troubles()).isEmpty();
			assertTimeoutPreemptively(AT_ONCE, () -> {
				assertThatExceptionOfType(SearchBusy.class).isThrownBy(() -> index.search(QUERY));
				assertThatExceptionOfType(SearchBusy.class).isThrownBy(() -> index.titles("x", Set.of("everyone"), 5));
				assertThatExceptionOfType(SearchBusy.class).isThrownBy(() -> index.similar(similar()));
			});
			assertThat(index.troubles()).containsExactly(SearchIndex.Trouble.BUSY);
			engine.answering.countDown();
			for (Future<SearchHits> one : two) {
				assertThat(one.get().hits()).isEmpty();
			}
			assertThat(index.search(QUERY).hits()).isEmpty();
		}
	}

	@Test
	void nobody_takes_all_places_and_others_still_search() throws Exception {
		AtomicReference<@Nullable String> who = new AtomicReference<>("a greedy network");
		try (StandIn engine = new StandIn();
				SearchIndex index = engine.index(new SearchLimits(4, LONG, 2, who::get));
				ExecutorService people = Executors.newVirtualThreadPerTaskExecutor()) {
			engine.answering = new CountDownLatch(1);
			List<Future<SearchHits>> searches = new ArrayList<>();
			for (int i = 0; i < 2; i++) {
				searches.add(people.submit(() -> index.search(QUERY)));
				engine.searches.acquire();
			}
			assertThatExceptionOfType(SearchBusy.class).isThrownBy(() -> index.search(QUERY));
			assertThatExceptionOfType(SearchBusy.class).isThrownBy(() -> index.search(QUERY));
			assertThat(index.troubles()).isEmpty();
			for (String other : Arrays.asList("another", null)) {
				who.set(other);
				searches.add(people.submit(() -> index.search(QUERY)));
				engine.searches.acquire();
			}
			engine.answering.countDown();
			for (Future<SearchHits> one : searches) {
				assertThat(one.get().hits()).isEmpty();
			}
			who.set("a greedy network");
			for (int i = 0; i < 3; i++) {
				assertThat(index.search(QUERY).hits()).isEmpty();
			}
		}
	}

	@Test
	void a_search_that_takes_too_long_ends_and_frees_its_place_and_others_are_still_asked() throws Exception {
		try (StandIn engine = new StandIn();
				SearchIndex index = engine.index(new SearchLimits(1, Duration.ofMillis(200)))) {
			engine.answering = new CountDownLatch(1);
			for (int i = 0; i < 3; i++) {
				assertTimeoutPreemptively(Duration.ofSeconds(5),
						() -> assertThatExceptionOfType(SearchUnavailable.class).isThrownBy(() -> index.search(QUERY))
							.isNotInstanceOf(SearchBusy.class));
				assertThat(engine.searches.tryAcquire()).isTrue();
			}
			assertThat(index.state()).isEqualTo(SearchIndex.State.READY);
			engine.answering.countDown();
			assertThat(index.search(QUERY).hits()).isEmpty();
		}
	}

	@Test
	void however_often_one_asks_the_time_of_one_search_is_all_she_waits() throws Exception {
		Duration longest = Duration.ofMillis(300);
		Duration most = longest.plus(Connection.GRACE).plus(Duration.ofSeconds(2));
		try (StandIn engine = new StandIn(); SearchIndex index = engine.index(new SearchLimits(4, longest))) {
			engine.answering = new CountDownLatch(1);
			long begun = System.nanoTime();
			index.together(() -> {
				for (int i = 0; i < 5; i++) {
					assertThatExceptionOfType(SearchUnavailable.class).isThrownBy(() -> index.search(QUERY));
					assertThatExceptionOfType(SearchUnavailable.class)
						.isThrownBy(() -> index.slips("camera", Set.of("everyone")));
				}
				return true;
			});
			assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(most);
			assertThat(engine.searches.availablePermits()).as("what the engine was asked").isOne();
			engine.answering.countDown();
			assertThat(index.search(QUERY).hits()).isEmpty();
		}
	}

	@Test
	@Timeout(30)
	void whoever_searches_while_another_index_takes_its_place_is_answered() throws Exception {
		try (StandIn engine = new StandIn();
				SearchIndex index = engine.index(new SearchLimits(4, LONG));
				ExecutorService people = Executors.newVirtualThreadPerTaskExecutor()) {
			engine.answering = new CountDownLatch(1);
			Future<SearchHits> search = people.submit(() -> index.search(QUERY));
			engine.searches.acquire();
			index.finishRebuild(IndexDefinition.VERSION + "1");
			engine.answering.countDown();
			assertThat(search.get(10, TimeUnit.SECONDS).hits()).isEmpty();
			assertThat(index.search(QUERY).hits()).isEmpty();
		}
	}

	@Test
	void what_was_found_only_in_part_is_no_answer() throws IOException {
		try (StandIn engine = new StandIn(); SearchIndex index = engine.index(SearchLimits.USUAL)) {
			for (String part : List.of(StandIn.NOTHING_FOUND.replace("\"timed_out\":false", "\"timed_out\":true"),
					StandIn.NOTHING_FOUND.replace("\"failed\":0", "\"failed\":1"))) {
				engine.search = part;
				assertThatExceptionOfType(SearchUnavailable.class).isThrownBy(() -> index.search(QUERY));
			}
		}
	}

	@Test
	void an_engine_that_has_too_much_to_do_is_busy_and_not_away() throws IOException {
		try (StandIn engine = new StandIn(); SearchIndex index = engine.index(SearchLimits.USUAL)) {
			engine.status = 429;
			engine.search = """
					{"error":{"type":"es_rejected_execution_exception","reason":"queue full","root_cause":[]},
					 "status":429}""";
			assertThatExceptionOfType(SearchBusy.class).isThrownBy(() -> index.search(QUERY));
			assertThat(index.state()).isEqualTo(SearchIndex.State.READY);
			assertThat(index.troubles()).containsExactly(SearchIndex.Trouble.BUSY);
		}
	}

	@Test
	void an_engine_that_is_away_is_not_waited_for() throws IOException {
		try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
				SearchIndex index = ElasticsearchIndex.onCluster(
						List.of(URI.create("http://127.0.0.1:" + silent.getLocalPort())), null, null,
						Ranking.WORDS_ALONE, SearchLimits.USUAL)) {
			assertTimeoutPreemptively(AT_ONCE,
					() -> assertThatExceptionOfType(SearchUnavailable.class).isThrownBy(() -> index.search(QUERY))
						.isNotInstanceOf(SearchBusy.class));
		}
	}

	@Test
	void changes_that_the_engine_cannot_take_now_are_for_later_and_what_it_never_takes_is_set_aside()
			throws IOException {
		try (StandIn engine = new StandIn(); SearchIndex index = engine.index(SearchLimits.USUAL)) {
			engine.bulk = bulk(429, "es_rejected_execution_exception");
			assertThatExceptionOfType(SearchBusy.class).isThrownBy(() -> index.apply(List.of(put())));
			assertThat(index.troubles()).isEmpty();
			for (int status : new int[] { 503, 500 }) {
				engine.bulk = bulk(status, "unavailable_shards_exception");
				assertThatExceptionOfType(SearchUnavailable.class).isThrownBy(() -> index.apply(List.of(put())));
			}
			for (int status : new int[] { 403, 429 }) {
				engine.bulk = bulk(status, "cluster_block_exception");
				assertThatExceptionOfType(SearchUnavailable.class).isThrownBy(() -> index.apply(List.of(put())))
					.isNotInstanceOf(SearchBusy.class);
				assertThat(index.troubles()).containsExactly(SearchIndex.Trouble.READ_ONLY);
				engine.bulk = bulk(400, "document_parsing_exception");
				assertThat(index.apply(List.of(put()))).containsValue(new Refusal("so it is", true));
				assertThat(index.troubles()).isEmpty();
			}
		}
	}

	private static String bulk(int status, String type) {
		return """
				{"took":1,"errors":true,"items":[{"index":{"_index":"roundtable-0","_id":"topic-1","status":%d,
				 "error":{"type":"%s","reason":"so it is"}}}]}""".formatted(status, type);
	}

	private static IndexChange put() {
		DocumentKey key = new DocumentKey(DocumentKey.Type.TOPIC, 1);
		return new IndexChange.Put(new SearchDocument(key, 1, key, "title", "", List.of(), SearchDocument.Facts.NONE,
				Instant.EPOCH, "everyone", "everyone"));
	}

	private static SimilarQuery similar() {
		return new SimilarQuery("camera", "", SearchQuery.Scope.THREADS, null, Set.of("everyone"), 5);
	}

}
