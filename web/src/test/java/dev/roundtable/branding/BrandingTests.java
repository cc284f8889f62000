package dev.roundtable.branding;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;

import dev.roundtable.Browser;
import dev.roundtable.RoundtableTest;
import dev.roundtable.files.Photos;
import dev.roundtable.stores.World;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/** A site has a name, a contact and terms of its own. */
class BrandingTests extends RoundtableTest {

	private static final String PAGE = "/admin/site";

	@Autowired
	private Wording wording;

	@AfterEach
	void nameless_again() {
		this.jdbc.sql("update site_words set name = '', motto = '', contact = '', terms = '', version = version + 1")
			.update();
		this.jdbc
			.sql("update site_languages set offered = 'zh-Hans zh-Hant en', first_one = null, version = version + 1")
			.update();
		this.wording.look();
	}

	@Test
	void a_site_is_read_in_the_languages_that_it_offers_and_first_in_the_one_it_chose() {
		int before = changesOfLanguages();
		Browser ada = admin();
		String page = ada.open(PAGE).body();
		String version = page
			.replaceFirst("(?s).*action=\"/admin/site/languages\".*?name=\"version\" value=\"(\\d+)\".*", "$1");
		assertThat(ada.submit(PAGE + "/languages", "version", version, "first", "en").body())
			.contains("id=\"offered-error\"");
		assertThat(ada.submit(PAGE + "/languages", "version", version, "offered", "zh-Hant", "first", "en").body())
			.contains("id=\"first-error\"");
		assertThat(registered("unspoken_fan").open(PAGE).statusCode()).isEqualTo(403);
		Browser german = browser().with("Accept-Language", "de");
		assertThat(german.open("/").body()).contains("<html lang=\"en\"", "value=\"zh-Hans\"");
		HttpResponse<String> saved = ada.submit(PAGE + "/languages", "version", version, "offered", "zh-Hant",
				"offered", "en", "first", "zh-Hant");
		assertThat(saved.statusCode()).isEqualTo(302);
		assertThat(german.open("/").body()).contains("<html lang=\"zh-Hant\"", "value=\"en\"")
			.doesNotContain("value=\"zh-Hans\"");
		assertThat(browser().with("Accept-Language", "zh-CN,en;q=0.9").open("/").body())
			.contains("<html lang=\"zh-Hant\"");
		assertThat(browser().with("Cookie", "lang=zh-Hans").with("Accept-Language", "en").open("/").body())
			.contains("<html lang=\"en\"");
		assertThat(ada.submit(PAGE + "/languages", "version", version, "offered", "en", "first", "en").statusCode())
			.isEqualTo(409);
		assertThat(changesOfLanguages()).isEqualTo(before + 1);
	}

	private int changesOfLanguages() {
		return this.jdbc.sql("select count(*) from journal where action = 'languages of the site changed'")
			.query(Integer.class)
			.single();
	}

	@Test
	void a_site_shows_its_own_name_to_everybody_at_once_and_another_language_borrows_it() {
		assertThat(browser().open("/").body()).contains("<span>Roundtable</span>");
		assertThat(browser().open("/terms").statusCode()).isEqualTo(404);
		Browser ada = admin();
		assertThat(ada.open("/admin").body()).contains("Name the site");
		assertThat(change(ada, "zh-Hans", "流明论坛", "写信给 help@example.org", "请友善。").statusCode()).isEqualTo(302);
		assertThat(browser().open("/").body()).contains("<span>流明论坛</span>").doesNotContain("<span>Roundtable</span>");
		assertThat(change(ada, "en", "Lumen <b>forum", "", "").statusCode()).isEqualTo(302);
		assertThat(browser().open("/").body()).contains("<span>Lumen &lt;b&gt;forum</span>");
		assertThat(browser().with("Accept-Language", "zh-CN").open("/").body()).contains("<span>流明论坛</span>");
		assertThat(browser().open("/forgot-password").body()).contains("href=\"mailto:help@example.org\"");
		assertThat(browser().open("/register").body()).contains("By registering you accept the");
		assertThat(browser().with("Accept-Language", "zh-TW").open("/terms").body()).contains("请友善。");
		assertThat(ada.open("/admin").body()).doesNotContain("Name the site");
	}

	@Test
	void a_silenced_fan_reads_on_every_page_why_and_whom_to_ask() {
		Browser fan = registered("branded_and_silenced");
		Browser ada = admin();
		ada.open("/u/branded_and_silenced/sanction");
		ada.submit("/u/branded_and_silenced/sanction", "kind", "SILENCED", "days", "30", "reason", "Shouting");
		assertThat(fan.open("/").body()).contains("Shouting").doesNotContain("If you think that this is wrong");
		change(ada, "en", "", "help@example.org", "");
		assertThat(fan.open("/").body()).contains("If you think that this is wrong", "mailto:help@example.org");
		assertThat(registered("branded_alone").open("/").body()).doesNotContain("If you think that this is wrong");
	}

	@Test
	void a_logo_stands_for_the_name_on_every_page_at_once() {
		Browser ada = admin();
		change(ada, "en", "Lumen", "", "");
		assertThat(browser().open("/").body()).contains("<span>Lumen</span>");
		ada.open(PAGE);
		assertThat(ada.upload(PAGE + "/logo", "picture", "logo.png", Photos.glass(300, 120)).statusCode())
			.isEqualTo(302);
		String home = browser().open("/").body();
		assertThat(home)
			.containsPattern(
					"<img class=\"logo\" src=\"/files/[0-9a-f]{32}-96.png\" alt=\"Lumen\" width=\"100\" height=\"40\">")
			.doesNotContain("<span>Lumen</span>");
		ada.open(PAGE);
		assertThat(ada.submit(PAGE + "/logo/remove").statusCode()).isEqualTo(302);
		assertThat(browser().open("/").body()).contains("<span>Lumen</span>").doesNotContain("class=\"logo\"");
	}

	@Test
	void a_logo_that_is_none_is_refused_beside_its_field_and_a_fan_changes_none() {
		Browser ada = admin();
		ada.open(PAGE);
		HttpResponse<String> refused = ada.upload(PAGE + "/logo", "picture", "logo.svg",
				"<svg xmlns='http://www.w3.org/2000/svg'/>".getBytes(StandardCharsets.UTF_8));
		assertThat(refused.statusCode()).isEqualTo(422);
		assertThat(refused.body()).contains("id=\"picture-error\"").doesNotContain("class=\"logo\"");
		Browser fan = registered("logo_fan");
		fan.open("/settings");
		assertThat(fan.upload(PAGE + "/logo", "picture", "logo.png", Photos.png(8, 8)).statusCode()).isEqualTo(403);
		assertThat(fan.submit(PAGE + "/logo/remove").statusCode()).isEqualTo(403);
	}

	@Test
	void the_words_of_a_site_are_for_administrators_to_write() {
		Browser fan = registered("branding_fan");
		assertThat(fan.open(PAGE).statusCode()).isEqualTo(403);
		assertThat(change(fan, "en", "Mine", "", "").statusCode()).isEqualTo(403);
		assertThat(browser().open(PAGE).statusCode()).isIn(302, 303);
		Browser ada = admin();
		assertThat(ada.open(PAGE + "?in=fr").statusCode()).isEqualTo(404);
		ada.open(PAGE + "?in=en");
		assertThat(ada.submit(PAGE, "in", "fr", "name", "Le forum", "version", "1").statusCode()).isEqualTo(404);
	}

	@Test
	void what_is_too_long_is_refused_and_kept_in_the_form() {
		Browser ada = admin();
		assertThat(change(ada, "en", "n".repeat(SiteWords.NAME), "", "").statusCode()).isEqualTo(302);
		HttpResponse<String> refused = change(ada, "en", "n".repeat(SiteWords.NAME + 1), "", "typed with care");
		assertThat(refused.statusCode()).isEqualTo(422);
		assertThat(refused.body()).contains("At most 60 characters", "typed with care");
		HttpResponse<String> hostile = change(ada, "en", "",
				"<script>alert(1)</script> or [x](javascript:alert(1)) or <help@example.org>", "");
		assertThat(hostile.statusCode()).isEqualTo(302);
		assertThat(browser().open("/forgot-password").body()).contains("<div class=\"hint prose\">")
			.doesNotContain("<script>alert", "href=\"javascript");
	}

	@Test
	void two_administrators_at_once_lose_nothing_of_either() throws InterruptedException {
		Browser ada = admin();
		Browser other = admin();
		ada.open(PAGE + "?in=en");
		other.open(PAGE + "?in=en");
		long version = version();
		List<HttpResponse<String>> answers = World.atOnce(2, List.<Callable<HttpResponse<String>>>of(
				() -> submit(ada, "First", version), () -> submit(other, "Second", version)));
		assertThat(answers).extracting(HttpResponse::statusCode).containsExactlyInAnyOrder(302, 409);
		assertThat(answers).filteredOn((one) -> one.statusCode() == 409)
			.singleElement()
			.satisfies((late) -> assertThat(late.body()).contains("Nothing of yours is lost", "First", "Second"));
	}

	private static HttpResponse<String> submit(Browser who, String name, long version) {
		return who.submit(PAGE, "in", "en", "name", name, "version", String.valueOf(version), "_once",
				"branding-" + name);
	}

	private HttpResponse<String> change(Browser who, String language, String name, String contact, String terms) {
		who.open(PAGE + "?in=" + language);
		return who.submit(PAGE, "in", language, "name", name, "contact", contact, "terms", terms, "version",
				String.valueOf(version(language)));
	}

	private long version() {
		return version("en");
	}

	private long version(String language) {
		return this.jdbc.sql("select version from site_words where language = ?")
			.param(language)
			.query(Long.class)
			.single();
	}

}
