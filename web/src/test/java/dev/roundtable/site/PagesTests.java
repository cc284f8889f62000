package dev.roundtable.site;

import java.net.http.HttpResponse;

import dev.roundtable.Browser;
import dev.roundtable.RoundtableTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

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
		assertThat(Languages.preferred(header).toLanguageTag()).isEqualTo(language);
		assertThat(browser().with("Accept-Language", header).open("/sign-in").body())
			.contains("<html lang=\"" + language + "\"");
	}

	@Test
	void the_switch_wins_over_the_browser_and_leads_back() {
		Browser browser = browser().with("Accept-Language", "en");
		HttpResponse<String> answer = browser.open("/language?to=zh-Hant&back=/sign-in?next=%2Fsettings");
		assertThat(answer.headers().firstValue("Location")).hasValue("/sign-in?next=/settings");
		assertThat(browser.open("/sign-in").body()).contains("<html lang=\"zh-Hant\"");
		browser.open("/language?to=xx&back=/");
		assertThat(browser.open("/nowhere").body()).contains("這裡什麼也沒有");
	}

	@ParameterizedTest
	@ValueSource(strings = { "//evil.example", "/%5Cevil.example", "https:%2F%2Fevil.example", "%2F%09%2Fevil.example",
			"javascript:alert(1)", "" })
	void the_switch_never_leads_elsewhere(String back) {
		assertThat(browser().open("/language?to=en&back=" + back).headers().firstValue("Location")).hasValue("/");
	}

	@Test
	void what_is_not_there_says_so_and_how_to_go_on() {
		HttpResponse<String> page = browser().open("/u/nobody_of_that_name");
		assertThat(page.statusCode()).isEqualTo(404);
		assertThat(page.body()).contains("There is nothing here").doesNotContain("??");
		assertThat(browser().open("/u/a;b").statusCode()).isEqualTo(400);
	}

	@Test
	void operators_see_health_and_metrics_from_here() {
		assertThat(browser().open("/actuator/health").body()).contains("\"db\"", "UP").doesNotContain("/tmp");
		assertThat(browser().open("/actuator/prometheus").statusCode()).isEqualTo(200);
		assertThat(browser().with("X-Forwarded-For", "192.0.2.7").open("/actuator/prometheus").statusCode())
			.isEqualTo(401);
		assertThat(browser().open("/v3/api-docs").body()).contains("/api/v1/tokens");
	}

}
