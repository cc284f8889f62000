package dev.roundtable.indexing;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import com.jayway.jsonpath.JsonPath;
import dev.roundtable.Browser;
import dev.roundtable.RoundtableApplication;
import dev.roundtable.RoundtableTest;
import dev.roundtable.search.SearchBusy;
import dev.roundtable.search.SearchIndex;
import dev.roundtable.search.SearchUnavailable;
import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The pages of a site whose engine is in any trouble that there is. */
class TroubledSearchTests {

	private static final Shelf ENGINE = new Shelf();

	private static ConfigurableApplicationContext application;

	@BeforeAll
	static void start() {
		Path data = RoundtableTest.temporary();
		application = new SpringApplicationBuilder(RoundtableApplication.class)
			.initializers((context) -> ((GenericApplicationContext) context).registerBean("shelf", SearchIndex.class,
					() -> ENGINE, (bean) -> bean.setPrimary(true)))
			.run("--server.port=0", "--management.server.port=0", "--roundtable.elasticsearch.enabled=false",
					"--spring.datasource.url=" + RoundtableTest.databaseIn(data), "--ROUNDTABLE_ADMIN_NAME=ada",
					"--ROUNDTABLE_ADMIN_PASSWORD=" + RoundtableTest.PASSWORD, "--roundtable.limits.enabled=false");
	}

	@AfterAll
	static void stop() {
		application.close();
	}

	@BeforeEach
	void all_is_well() {
		ENGINE.failure = null;
		ENGINE.state = SearchIndex.State.READY;
		ENGINE.troubles = Set.of();
	}

	@Test
	void who_comes_while_too_many_search_is_told_to_try_again_in_her_language() {
		ENGINE.failure = new SearchBusy("24 searches are under way", null);
		HttpResponse<String> page = browser().with("Accept-Language", "zh-CN").open("/search?q=x");
		assertThat(page.statusCode()).isEqualTo(503);
		assertThat(page.headers().firstValue("Retry-After")).isPresent();
		assertThat(page.body()).contains("现在搜索的人很多，请您过几秒再试").doesNotContain("class=\"total\"");
		HttpResponse<String> answer = browser().with("Accept-Language", "en").open("/api/v1/search?q=x");
		assertThat(answer.statusCode()).isEqualTo(503);
		assertThat(answer.headers().firstValue("Retry-After")).isPresent();
		assertThat(JsonPath.<String>read(answer.body(), "$.type")).isEqualTo("/problems/search-busy");
		assertThat(JsonPath.<String>read(answer.body(), "$.title")).isEqualTo("Search is busy");
	}

	@Test
	void who_types_or_writes_while_too_many_search_is_offered_nothing_and_not_disturbed() {
		ENGINE.failure = new SearchBusy("24 searches are under way", null);
		assertThat(browser().open("/search/suggest?q=camera").statusCode()).isEqualTo(200);
		Browser ada = ada();
		ada.open("/new");
		HttpResponse<String> similar = ada.submit("/similar", "title", "The camera closes", "body", "");
		assertThat(similar.statusCode()).isEqualTo(200);
		assertThat(similar.body()).contains("Nothing similar");
	}

	@Test
	void whatever_is_sent_to_be_compared_is_answered_and_readers_notice_nothing_of_a_crowd_that_sends_much()
			throws Exception {
		Browser ada = ada();
		ada.open("/new");
		for (String text : List.of("x".repeat(10_000), "屏".repeat(10_000), "😀".repeat(5_000), "a ".repeat(5_000),
				"\"".repeat(10_000), "(".repeat(10_000), "a-".repeat(5_000), "1.".repeat(5_000), "\ud800", " ")) {
			HttpResponse<String> similar = ada.submit("/similar", "title", text, "body", text);
			assertThat(similar.statusCode()).as(text.substring(0, 1)).isEqualTo(200);
		}
		assertThat(ada.submit("/similar", "title", "camera", "body", "x".repeat(1_100_000)).statusCode())
			.isEqualTo(413);
		String large = "the camera closes ".repeat(55_000);
		try (ExecutorService crowd = Executors.newVirtualThreadPerTaskExecutor()) {
			List<Future<Integer>> answers = new ArrayList<>();
			for (int i = 0; i < 64; i++) {
				answers.add(crowd.submit(() -> ada
					.submit("/similar", "title", large.substring(0, 400_000), "body", large.substring(0, 400_000))
					.statusCode()));
			}
			long begun = System.nanoTime();
			assertThat(browser().open("/search?q=night").statusCode()).isEqualTo(200);
			assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
			Set<Integer> told = new HashSet<>();
			for (Future<Integer> answer : answers) {
				told.add(answer.get());
			}
			// who takes more memory than is one person's is asked to come again
			assertThat(told).contains(200).isSubsetOf(200, 503);
		}
		assertThat(ada.submit("/similar", "title", "camera", "body", "").statusCode()).isEqualTo(200);
	}

	@Test
	void whatever_keeps_the_engine_from_answering_the_page_says_so_and_shows_titles() {
		String token = JsonPath.read(browser().withBasic("ada", RoundtableTest.PASSWORD)
			.json("POST", "/api/v1/tokens", "{\"name\":\"titles\"}")
			.body(), "$.token");
		Browser program = browser().with("Authorization", "Bearer " + token);
		program.json("POST", "/api/v1/boards", "{\"slug\":\"camera\",\"name\":\"Camera\"}");
		program.json("POST", "/api/v1/topics", """
				{"board":"camera","kind":"BUG","title":"The camera closes at night","body":"Text"}""");
		Map<SearchIndex.State, String> told = Map.of(SearchIndex.State.OFF, "not set up", SearchIndex.State.STARTING,
				"warming up", SearchIndex.State.OUTDATED, "being made anew", SearchIndex.State.UNAVAILABLE,
				"cannot be reached", SearchIndex.State.READY, "cannot be reached");
		told.forEach((state, words) -> {
			ENGINE.state = state;
			ENGINE.failure = new SearchUnavailable("It is " + state);
			HttpResponse<String> page = browser().open("/search?q=night+CAMERA");
			assertThat(page.statusCode()).isEqualTo(200);
			assertThat(page.body()).as(state.name())
				.contains(words, "These are titles only", "closes at <mark>night</mark>", "One result")
				.doesNotContain("class=\"facets\"")
				.containsOnlyOnce("class=\"note");
			assertThat(browser().open("/search?q=nobodywrotethis").body()).as(state.name())
				.contains(words, "None of the newest topics")
				.containsOnlyOnce("class=\"note")
				.doesNotContain("These are titles only");
			String found = browser().open("/api/v1/search?q=camera").body();
			assertThat(JsonPath.<Boolean>read(found, "$.degraded")).isTrue();
			assertThat(JsonPath.<String>read(found, "$.items[0].title")).isEqualTo("The camera closes at night");
		});
		all_is_well();
		assertThat(browser().open("/search?q=camera").body()).doesNotContain("titles only");
		assertThat(JsonPath.<Boolean>read(browser().open("/api/v1/search?q=camera").body(), "$.degraded")).isFalse();
	}

	@Test
	void administrators_and_who_watches_over_the_site_see_the_trouble_in_words() {
		Browser ada = ada();
		ENGINE.troubles = EnumSet.allOf(SearchIndex.Trouble.class);
		assertThat(ada.open("/admin/search").body()).contains("Search answers", "takes no changes", "turned away");
		String health = browser().open("/actuator/health").body();
		assertThat(JsonPath.<List<String>>read(health, "$.components.search.details.troubles"))
			.containsExactly("READ_ONLY", "BUSY");
		ENGINE.state = SearchIndex.State.UNAVAILABLE;
		assertThat(ada.open("/admin").body()).contains("Search cannot be reached");
		assertThat(ada.open("/admin/search").body()).contains("Elasticsearch does not answer");
	}

	@Test
	void health_says_how_many_changes_wait_and_for_how_long_the_oldest_has() {
		JdbcClient jdbc = application.getBean(JdbcClient.class);
		await().until(() -> JsonPath.<Integer>read(browser().open("/actuator/health").body(),
				"$.components.search.details.waiting") == 0);
		ENGINE.state = SearchIndex.State.UNAVAILABLE;
		jdbc.sql("insert into index_queue (document, queued_at) values ('topic-4711', :past)")
			.param("past", OffsetDateTime.now().minusMinutes(10))
			.update();
		jdbc.sql("insert into index_queue (document, queued_at) values ('topic-4712', :now)")
			.param("now", OffsetDateTime.now())
			.update();
		String health = browser().open("/actuator/health").body();
		assertThat(JsonPath.<Integer>read(health, "$.components.search.details.waiting")).isEqualTo(2);
		assertThat(JsonPath.<Integer>read(health, "$.components.search.details.oldestSeconds")).isBetween(600, 660);
		assertThat(ada().open("/admin/search").body()).contains("10 minutes");
		MeterRegistry metrics = application.getBean(MeterRegistry.class);
		assertThat(metrics.get("roundtable.search.waiting").gauge().value()).isEqualTo(2);
		assertThat(metrics.get("roundtable.search.oldest").gauge().value()).isBetween(600.0, 660.0);
		assertThat(metrics.get("roundtable.search.ready").gauge().value()).isZero();
		ENGINE.state = SearchIndex.State.READY;
		await().until(() -> metrics.get("roundtable.search.waiting").gauge().value() == 0);
		assertThat(ada().open("/admin/search").body()).doesNotContain("10 minutes");
	}

	@Test
	void an_administrator_has_the_index_made_anew_while_people_search() {
		Browser ada = ada();
		int begun = ENGINE.begun;
		ada.open("/admin/search");
		ada.submit("/admin/search/anew");
		await().until(() -> ada.open("/admin/search").body().contains("Made the last time"));
		assertThat(ENGINE.begun).isEqualTo(begun + 1);
	}

	@Test
	void before_the_texts_are_counted_nobody_is_told_that_there_are_none() {
		Browser ada = ada();
		ENGINE.state = SearchIndex.State.UNAVAILABLE;
		ada.open("/admin/search");
		ada.submit("/admin/search/anew");
		assertThat(ada.open("/admin/search").body()).contains("Counting what there is to read", "<progress")
			.doesNotContain("0 of 0", "value=\"0\"");
		all_is_well();
		await().until(() -> !ada.open("/admin/search").body().contains("<progress"));
	}

	private static Browser browser() {
		return new Browser("http://localhost:" + application.getEnvironment().getProperty("local.server.port"));
	}

	private static Browser ada() {
		Browser ada = browser();
		ada.open("/sign-in");
		assertThat(ada.submit("/sign-in", "name", "ada", "password", RoundtableTest.PASSWORD).statusCode()).isIn(302,
				303);
		return ada;
	}

}
