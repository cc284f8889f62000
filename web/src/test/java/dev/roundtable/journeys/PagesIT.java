package dev.roundtable.journeys;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import com.deque.html.axecore.results.Rule;
import com.deque.html.axecore.selenium.AxeBuilder;
import dev.roundtable.people.Role;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.Rectangle;
import org.openqa.selenium.WebElement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * What holds for every page: languages, looks, phones, the content policy, accessibility.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Journey
class PagesIT {

	private static final int PHONE = 390;

	/** What of accessibility is a matter of colours. */
	private static final List<String> COLOURS = List.of("color-contrast", "link-in-text-block");

	private final RunningSite site = RunningSite.get();

	private final Browser browser = Browser.open();

	private final Browser anonymous = Browser.open();

	private final List<String> pages = new ArrayList<>(List.of("/", "/b/headphones", "/tasks", "/tasks/board",
			"/tasks/parity", "/votes", "/search?q=%E5%A3%B0%E9%9F%B3", "/no/such/page"));

	private final List<String> signedIn = List.of("/new", "/settings", "/settings/profile", "/settings/notifications",
			"/settings/data", "/settings/second-factor", "/settings/passkeys", "/tasks/new", "/tasks/triage",
			"/tasks/views/new", "/notifications", "/messages", "/me/feedback", "/reports", "/groups", "/trust",
			"/moderation", "/moderation/authors", "/moderation/log", "/moderation/messages", "/moderation/joining",
			"/admin", "/admin/boards", "/admin/people", "/admin/site", "/admin/registration", "/admin/links",
			"/admin/groups", "/admin/moderation", "/admin/trust", "/admin/search", "/admin/search/synonyms",
			"/admin/mail", "/admin/numbers", "/admin/journal", "/admin/deliveries");

	@BeforeAll
	void somethingToLookAt() {
		String keeper = this.site.person("keeper", Role.ADMINISTRATOR);
		Pages.Topic topic = Pages.Home.open(this.browser)
			.signIn(keeper)
			.write()
			.kind("BUG")
			.on("headphones")
			.says("Averylongwordwithoutanyspace".repeat(6), """
					# 标题

					| one | two | three | four | five | six | seven | eight |
					|---|---|---|---|---|---|---|---|
					| aaaaaaaaaa | bbbbbbbbbb | cccccccccc | dddddddddd | eeeeeeeeee | ffffffffff | g | h |

					`%s`

					- [x] done

					```
					%s
					```

					> quoted https://example.org/%s
					""".formatted("x".repeat(200), "z".repeat(300), "y".repeat(200)))
			.post()
			.reply("耳".repeat(500));
		this.pages.addAll(List.of(topic.path(), "/tasks/" + topic.task(), "/u/" + keeper));
		this.browser.complaints();
	}

	@AfterAll
	void close() {
		this.browser.close();
		this.anonymous.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { "en", "zh-Hans", "zh-Hant" })
	void no_page_is_wider_than_a_phone_and_none_complains(String language) {
		List<String> wide = new ArrayList<>();
		for (String path : all()) {
			visit(this.browser, language, path);
			check(this.browser, wide, path);
		}
		for (String path : new String[] { "/", "/sign-in", "/register", this.pages.getLast() }) {
			visit(this.anonymous, language, path);
			check(this.anonymous, wide, "anonymous " + path);
		}
		assertThat(wide).isEmpty();
		assertThat(this.browser.complaints()).filteredOn((line) -> !line.contains("/no/such/page")).isEmpty();
		assertThat(this.anonymous.complaints()).isEmpty();
	}

	private static void check(Browser browser, List<String> wide, String path) {
		long width = ((Number) Objects
			.requireNonNull(browser.driver.executeScript("return document.documentElement.scrollWidth"))).longValue();
		if (width > PHONE) {
			wide.add(path + " is " + width + " wide");
		}
		// A message that is missing shows as ??its.key??
		if (browser.source().contains("??")) {
			wide.add(path + " lacks a message: " + browser.source().replaceAll("(?s).*?(\\?\\?.{0,60}).*", "$1"));
		}
	}

	/**
	 * What a look changes is colours: all else is the same page, and is looked at once.
	 */
	@Test
	void no_page_shuts_anybody_out_in_either_look() {
		List<String> barriers = new ArrayList<>();
		Pages.Home.open(this.browser).theme("light");
		this.browser.asOnADesk();
		for (String path : all()) {
			this.browser.to(path);
			barriers(barriers, path + " in light", new AxeBuilder());
			this.browser.driver.executeScript("document.documentElement.dataset.theme = 'dark'");
			barriers(barriers, path + " in dark", new AxeBuilder().withRules(COLOURS));
		}
		assertThat(barriers).isEmpty();
	}

	private void barriers(List<String> barriers, String page, AxeBuilder axe) {
		for (Rule rule : axe.analyze(this.browser.driver).getViolations()) {
			if ("serious".equals(rule.getImpact()) || "critical".equals(rule.getImpact())) {
				barriers.add(page + ": " + rule.getId() + " " + rule.getNodes().getFirst().getHtml());
			}
		}
	}

	@Test
	void the_language_is_chosen_once_for_all_pages() {
		Pages.Home home = Pages.Home.open(this.anonymous).language("zh-Hans");
		assertThat(this.anonymous.find("header a.sign").getText()).isEqualTo("登录");
		this.anonymous.to("/tasks");
		assertThat(this.anonymous.attribute("html", "lang")).isEqualTo("zh-Hans");
		home.language("zh-Hant");
		assertThat(this.anonymous.find("header a.sign").getText()).isEqualTo("登入");
		home.language("en");
		assertThat(this.anonymous.find("header a.sign").getText()).isEqualTo("Sign in");
	}

	@Test
	void the_dark_look_is_dark_and_stays() {
		Pages.Home home = Pages.Home.open(this.anonymous).theme("light");
		String light = background();
		home.theme("dark");
		assertThat(this.anonymous.attribute("html", "data-theme")).isEqualTo("dark");
		this.anonymous.to("/votes");
		assertThat(this.anonymous.attribute("html", "data-theme")).isEqualTo("dark");
		assertThat(background()).isNotEqualTo(light);
	}

	@Test
	void the_administration_is_one_line_on_a_phone_that_shows_where_one_is_and_stands_beside_the_page_on_a_desk() {
		for (String path : List.of("/admin", "/admin/trust", "/admin/journal")) {
			visit(this.browser, "en", path);
			assertThat(this.browser.find(".rail").getSize().getHeight()).as(path).isLessThan(60);
			Rectangle here = this.browser.find(".rail [aria-current]").getRect();
			assertThat(here.getX()).as(path).isNotNegative();
			assertThat(here.getX() + here.getWidth()).as(path).isLessThanOrEqualTo(PHONE);
			this.browser.driver.executeCdpCommand("Emulation.setDeviceMetricsOverride",
					Map.of("width", 1440, "height", 900, "deviceScaleFactor", 1, "mobile", false));
			this.browser.to(path);
			Rectangle rail = this.browser.find(".rail").getRect();
			Rectangle heading = this.browser.find("h1").getRect();
			assertThat(rail.getX() + rail.getWidth()).as(path).isLessThan(heading.getX());
			assertThat(rail.getY()).as(path).isCloseTo(heading.getY(), within(30));
			assertThat(this.browser.driver.executeScript("return window.scrollY")).as(path).isEqualTo(0L);
		}
	}

	@Test
	void the_administration_stands_in_named_groups_on_a_tablet_and_nothing_of_it_has_to_be_scrolled_to() {
		for (int width : List.of(721, 768, 1000)) {
			visit(this.browser, "en", "/admin/mail");
			this.browser.driver.executeCdpCommand("Emulation.setDeviceMetricsOverride",
					Map.of("width", width, "height", 1000, "deviceScaleFactor", 1, "mobile", false));
			this.browser.to("/admin/deliveries");
			assertThat(this.browser.find(".rail [aria-current]").getText()).isEqualTo("Failed deliveries");
			assertThat(this.browser.now(".rail b")).hasSize(4).allMatch(WebElement::isDisplayed);
			assertThat(this.browser.now(".rail a")).allSatisfy((link) -> {
				Rectangle where = link.getRect();
				assertThat(where.getX()).isNotNegative();
				assertThat(where.getX() + where.getWidth()).as(link.getText()).isLessThanOrEqualTo(width);
			});
		}
	}

	private String background() {
		return this.anonymous.find("body").getCssValue("background-color");
	}

	private List<String> all() {
		List<String> all = new ArrayList<>(this.pages);
		all.addAll(this.signedIn);
		return all;
	}

	private static void visit(Browser browser, String language, String path) {
		browser.narrowTo(PHONE);
		if (!browser.attribute("html", "lang").equals(language)) {
			browser.to("/");
			browser.click("details.menu > summary");
			browser.click("[name=to][value='" + language + "']");
		}
		browser.to(path);
	}

}
