package dev.roundtable.indexing;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;

import com.jayway.jsonpath.JsonPath;
import dev.roundtable.Browser;
import dev.roundtable.RoundtableApplication;
import dev.roundtable.RoundtableTest;
import dev.roundtable.search.SearchBusy;
import dev.roundtable.search.SearchIndex;
import dev.roundtable.search.SearchUnavailable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

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
				.doesNotContain("class=\"facets\"");
			String found = browser().open("/api/v1/search?q=camera").body();
			assertThat(JsonPath.<Boolean>read(found, "$.degraded")).isTrue();
			assertThat(JsonPath.<String>read(found, "$.items[0].title")).isEqualTo("The camera closes at night");
		});
		all_is_well();
		assertThat(browser().open("/search?q=camera").body()).doesNotContain("titles only");
		assertThat(JsonPath.<Boolean>read(browser().open("/api/v1/search?q=camera").body(), "$.degraded")).isFalse();
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
