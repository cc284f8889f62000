package dev.roundtable.site;

import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import dev.roundtable.Browser;
import dev.roundtable.RoundtableTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.core.io.ClassPathResource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class PagesTests extends RoundtableTest {

	@Test
	void an_anonymous_page_is_made_once_for_each_version_and_language() {
		Browser reader = browser();
		HttpResponse<String> first = reader.open("/kept/plain?a");
		HttpResponse<String> again = browser().open("/kept/plain?a");
		assertThat(again.body()).isEqualTo(first.body());
		assertThat(again.headers().map().keySet()).isEqualTo(first.headers().map().keySet())
			.contains("content-security-policy", "x-content-type-options", "etag");
		assertThat(browser().with("Accept-Language", "zh-CN").open("/kept/plain?a").body()).startsWith("plain zh-Hans");
		String etag = first.headers().firstValue("ETag").orElseThrow();
		assertThat(browser().with("If-None-Match", etag).open("/kept/plain?a").statusCode()).isEqualTo(304);
		KeptPages.version = "2";
		assertThat(browser().open("/kept/plain?a").body()).isNotEqualTo(first.body());
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			gzip, deflate, br          | true
			br;q=1.0, gzip;q=0.5       | true
			gzip; q=0.001              | true
			gzip;q=0                   | false
			identity, gzip ; q=0.000   | false
			x-gzip-of-ours             | false
			identity                   | false""")
	void a_kept_page_comes_packed_to_those_alone_who_want_it_so(String accepted, boolean packed) {
		browser().open("/kept/plain?packed");
		HttpResponse<String> page = browser().with("Accept-Encoding", accepted).open("/kept/plain?packed");
		assertThat(page.headers().allValues("Content-Encoding")).isEqualTo(packed ? List.of("gzip") : List.of());
		assertThat(page.body().startsWith("plain")).isNotEqualTo(packed);
		assertThat(page.headers().allValues("Vary").toString()).contains("Accept-Encoding");
	}

	@Test
	void nobody_gets_a_page_made_for_someone_else() {
		assertThat(browser().open("/kept/personal").body()).isNotEqualTo(browser().open("/kept/personal").body());
		Browser known = browser();
		known.open("/kept/personal");
		assertThat(known.open("/kept/personal").headers().firstValue("Set-Cookie")).isEmpty();
		assertThat(browser().open("/kept/personal").headers().firstValue("Set-Cookie")).isPresent();
		String kept = browser().open("/kept/plain?b").body();
		Browser fan = registered("uncached_fan");
		assertThat(fan.open("/kept/plain?b").body()).isNotEqualTo(kept);
	}

	@Test
	void every_page_carries_the_headers_that_keep_it_safe() {
		for (String path : new String[] { "/sign-in", "/nowhere", "/assets/base.css" }) {
			HttpResponse<String> page = browser().open(path);
			assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
				.contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
				.doesNotContain("unsafe");
			assertThat(page.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
			assertThat(page.headers().firstValue("Referrer-Policy")).hasValue("same-origin");
			assertThat(page.headers().firstValue("Permissions-Policy")).isPresent();
			assertThat(page.headers().allValues("Set-Cookie")).noneMatch((cookie) -> cookie.contains("JSESSIONID"));
		}
	}

	@Test
	void assets_are_named_by_their_content_and_kept_for_a_year() {
		String page = browser().open("/sign-in").body();
		var style = java.util.regex.Pattern.compile("/assets/base-[0-9a-f]{32}\\.css").matcher(page);
		assertThat(style.find()).isTrue();
		HttpResponse<String> css = browser().open(style.group());
		assertThat(css.statusCode()).isEqualTo(200);
		assertThat(css.headers().firstValue("Cache-Control").orElseThrow()).contains("max-age=31536000", "immutable");
		assertThat(page).containsPattern("/assets/htmx\\.min-[0-9a-f]{32}\\.js");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			zh-CN,zh;q=0.9,en;q=0.8 | zh-Hans
			zh                      | zh-Hans
			zh-SG                   | zh-Hans
			zh-TW,zh;q=0.9          | zh-Hant
			zh-HK                   | zh-Hant
			zh-Hant-CN              | zh-Hant
			fr,zh-TW;q=0.5          | zh-Hant
			en-GB,zh;q=0.9          | en
			fr                      | en
			;;;q=x                  | en""")
	void the_browser_chooses_the_language(String header, String language) {
		assertThat(Languages.preferred(header, Languages.ALL, Locale.ENGLISH).toLanguageTag()).isEqualTo(language);
		assertThat(browser().with("Accept-Language", header).open("/sign-in").body())
			.contains("<html lang=\"" + language + "\"");
	}

	@Test
	void the_switch_wins_over_the_browser_and_leads_back() {
		Browser browser = browser().with("Accept-Language", "en");
		HttpResponse<String> answer = language(browser, "zh-Hant", "/sign-in?next=%2Fsettings");
		assertThat(answer.headers().firstValue("Location")).hasValue("/sign-in?next=%2Fsettings");
		assertThat(browser.open("/sign-in").body()).contains("<html lang=\"zh-Hant\"");
		language(browser, "xx", "/");
		assertThat(browser.open("/nowhere").body()).contains("這裡什麼也沒有");
	}

	@Test
	void no_picture_and_no_link_changes_a_readers_language() {
		Browser browser = browser().with("Accept-Language", "en");
		HttpResponse<String> answer = browser.open("/language?to=zh-Hant&back=/sign-in");
		assertThat(answer.statusCode()).isEqualTo(303);
		assertThat(answer.headers().allValues("Set-Cookie")).isEmpty();
		assertThat(browser.open("/sign-in").body()).contains("<html lang=\"en\"");
	}

	@ParameterizedTest
	@ValueSource(strings = { "//evil.example", "/\\evil.example", "https://evil.example", "/\t/evil.example",
			"javascript:alert(1)", "", "/u/梅" })
	void the_switch_never_leads_elsewhere(String back) {
		assertThat(language(browser(), "en", back).headers().firstValue("Location")).hasValue("/");
	}

	/** As the form of every page does, without a token. */
	private static HttpResponse<String> language(Browser browser, String to, String back) {
		return browser.post("/language", "application/x-www-form-urlencoded",
				"to=" + to + "&back=" + URLEncoder.encode(back, StandardCharsets.UTF_8));
	}

	@Test
	void what_is_not_there_says_so_and_how_to_go_on() {
		HttpResponse<String> page = browser().open("/u/nobody_of_that_name");
		assertThat(page.statusCode()).isEqualTo(404);
		assertThat(page.body()).contains("There is nothing here").doesNotContain("??");
		assertThat(browser().open("/u/a;b").statusCode()).isEqualTo(400);
	}

	@Test
	void everyone_sees_health_and_operators_alone_see_metrics(@LocalManagementPort int port) {
		assertThat(browser().open("/actuator/health").body()).contains("\"db\"", "UP").doesNotContain("/tmp");
		assertThat(browser().open("/actuator/health/liveness").body()).contains("UP");
		assertThat(browser().open("/actuator/health/readiness").statusCode()).isEqualTo(200);
		assertThat(browser().open("/actuator/health/nothing").statusCode()).isEqualTo(404);
		assertThat(browser().open("/actuator/prometheus").statusCode()).isEqualTo(404);
		assertThat(new Browser("http://localhost:" + port).open("/actuator/prometheus").body()).contains("jvm_memory");
	}

	@Test
	void the_metrics_and_the_demo_listen_on_this_machine_alone() throws IOException {
		YamlPropertySourceLoader yaml = new YamlPropertySourceLoader();
		assertThat(yaml.load("site", new ClassPathResource("application.yaml"))
			.getFirst()
			.getProperty("management.server.address")).isEqualTo("127.0.0.1");
		assertThat(yaml.load("demo", new ClassPathResource("application-demo.yaml"))
			.getFirst()
			.getProperty("server.address")).isEqualTo("127.0.0.1");
	}

	@Test
	void a_storm_of_votes_does_not_make_a_page_anew_for_each() {
		String first = browser().open("/kept/plain?votes").body();
		for (int i = 0; i < 5; i++) {
			KeptPages.counters = "storm " + i;
			assertThat(browser().open("/kept/plain?votes").body()).isEqualTo(first);
		}
		await().untilAsserted(() -> assertThat(browser().open("/kept/plain?votes").body()).isNotEqualTo(first));
	}

	@Test
	void a_new_version_is_made_once_however_many_ask() throws Exception {
		KeptPages.wait = new CountDownLatch(1);
		try (ExecutorService readers = Executors.newVirtualThreadPerTaskExecutor()) {
			List<Future<String>> pages = new ArrayList<>();
			for (int i = 0; i < 20; i++) {
				pages.add(readers.submit(() -> browser().open("/kept/slow").body()));
			}
			await().until(() -> KeptPages.waiting.get() > 0);
			KeptPages.wait.countDown();
			Set<String> different = new HashSet<>();
			for (Future<String> page : pages) {
				different.add(page.get());
			}
			assertThat(different).hasSize(1);
		}
	}

	@Test
	void a_page_that_could_not_be_made_is_made_by_the_next_who_asks() {
		KeptPages.broken = true;
		assertThat(browser().open("/kept/broken").statusCode()).isEqualTo(500);
		KeptPages.broken = false;
		assertThat(browser().open("/kept/broken").body()).isEqualTo("mended");
	}

}
