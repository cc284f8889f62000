package dev.roundtable.indexing.synonyms;

import java.net.http.HttpResponse;

import dev.roundtable.Browser;
import dev.roundtable.RoundtableTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

class SynonymsPagesTests extends RoundtableTest {

	private static final String PAGE = "/admin/search/synonyms";

	@Autowired
	private SynonymList synonyms;

	private String before = "";

	@BeforeEach
	void remember() {
		this.before = this.jdbc.sql("select words from search_synonyms").query(String.class).single();
	}

	@AfterEach
	void as_before() {
		this.jdbc.sql("update search_synonyms set words = :words, version = version + 1")
			.param("words", this.before)
			.update();
		this.synonyms.look();
	}

	@Test
	void an_administrator_is_led_to_the_list_and_changes_it() {
		Browser ada = admin();
		assertThat(ada.open("/admin").body()).contains("href=\"" + PAGE + "\"", "groups of words that mean the same");
		String page = ada.open(PAGE).body();
		assertThat(page).contains("wifi, Wi-Fi, WLAN").doesNotContain("??");
		HttpResponse<String> saved = ada.submit(PAGE, "version", version(page), "words", "flump, <gnark>");
		assertThat(saved.statusCode()).isEqualTo(302);
		assertThat(saved.headers().firstValue("Location").orElseThrow()).endsWith(PAGE + "?saved");
		assertThat(ada.open(PAGE + "?saved").body()).contains("Saved.", "flump, &lt;gnark&gt;");
		assertThat(ada.open("/admin").body()).contains("one group of words");
		assertThat(ada.submit(PAGE, "version", version(ada.open(PAGE).body()), "words", "").statusCode())
			.isEqualTo(302);
		assertThat(ada.open("/admin").body()).contains("knows no words that mean the same");
	}

	@Test
	void what_is_refused_stays_in_the_form_with_the_line_that_is_wrong() {
		Browser ada = admin();
		String version = version(ada.open(PAGE).body());
		HttpResponse<String> refused = ada.submit(PAGE, "version", version, "words", "wifi, WLAN\nalone_<b>");
		assertThat(refused.statusCode()).isEqualTo(422);
		assertThat(refused.body()).contains("words-error", "Line 2 needs two words", "alone_&lt;b&gt;");
		assertThat(ada.submit(PAGE, "version", version, "words", "camera, !?").body()).contains("Line 1", "“!?”");
		assertThat(ada.submit(PAGE, "version", version, "words", "x".repeat(20_001)).body())
			.contains("At most 20,000 characters");
		assertThat(
				ada.with("Accept-Language", "zh-TW").submit(PAGE, "version", version, "words", "a1, b1\nb1, c1").body())
			.contains("第 2 行：「b1」");
		assertThat(this.jdbc.sql("select words from search_synonyms").query(String.class).single())
			.isEqualTo(this.before);
	}

	@Test
	void whoever_was_overtaken_sees_both_lists_and_saves_hers_when_she_has_compared() {
		Browser ada = admin();
		String version = version(ada.open(PAGE).body());
		assertThat(ada.submit(PAGE, "version", version, "words", "first, erste").statusCode()).isEqualTo(302);
		HttpResponse<String> stale = ada.submit(PAGE, "version", version, "words", "second, zweite");
		assertThat(stale.statusCode()).isEqualTo(409);
		assertThat(stale.body()).contains("first, erste", "second, zweite", "class=\"quoted\">first, erste");
		assertThat(ada.submit(PAGE, "version", version(stale.body()), "words", "second, zweite").statusCode())
			.isEqualTo(302);
		assertThat(ada.open(PAGE).body()).contains("second, zweite").doesNotContain("first, erste");
	}

	@Test
	void nobody_else_sees_the_list_or_changes_it() {
		Browser fan = registered("curious_about_synonyms");
		fan.open("/settings");
		assertThat(fan.open(PAGE).statusCode()).isEqualTo(403);
		assertThat(fan.submit(PAGE, "version", "1", "words", "").statusCode()).isEqualTo(403);
		assertThat(browser().open(PAGE).statusCode()).isEqualTo(303);
		assertThat(this.jdbc.sql("select words from search_synonyms").query(String.class).single())
			.isEqualTo(this.before);
	}

	private static String version(String page) {
		return page.replaceFirst("(?s).*name=\"version\" value=\"(\\d+)\".*", "$1");
	}

}
