package dev.roundtable.journeys;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import dev.roundtable.people.Role;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Somebody looks for what somebody else wrote, in another script and with a slip. */
@TestInstance(Lifecycle.PER_CLASS)
@Journey
class SearchIT {

	private static final int PHONE = 390;

	private final RunningSite site = RunningSite.get();

	private final Api anonymous = Api.anonymous(this.site.url());

	/** Of letters, and of this run alone. */
	private final String word = "zeppelin" + Long.toString(System.nanoTime() % 1_000_000)
		.chars()
		.mapToObj((digit) -> Character.toString('a' + digit - '0'))
		.collect(Collectors.joining());

	private String title = "";

	private String path = "";

	@BeforeAll
	void a_topic_whose_answer_stands_on_its_third_floor() throws Exception {
		Api fan = this.anonymous.as(this.site.person("mei", Role.FAN), RunningSite.PASSWORD);
		this.title = this.word + " 充电盒的指示灯不亮";
		JsonNode topic = fan
			.post("/topics", Map.of("board", "headphones", "kind", "QUESTION", "title", this.title, "body", "换了线也一样。"))
			.json();
		this.path = topic.get("url").asString();
		long id = topic.get("id").asLong();
		fan.post("/topics/" + id + "/posts", Map.of("body", "同问。"));
		fan.post("/topics/" + id + "/posts", Map.of("body", "长按复位键十秒，Bluetooth 重新配对就好了。"));
		fan.post("/topics", Map.of("board", "headphones", "kind", "DISCUSSION", "title", "耳机收纳", "body",
				"放在 " + this.word + " 的盒子里。"));
		await().atMost(Duration.ofMinutes(3))
			.pollInterval(Duration.ofMillis(500))
			.until(() -> total(this.word + " 复位键") > 0 && total(this.word) == 2);
	}

	private int total(String words) throws Exception {
		return this.anonymous.get("/search?q=" + Api.encode(words)).json().path("total").asInt();
	}

	@Test
	void a_slash_leads_to_the_box_and_the_arrow_to_the_topic_while_one_still_types() {
		try (Browser fan = Browser.open()) {
			fan.to("/");
			fan.find("body").sendKeys("/");
			WebElement box = fan.driver.switchTo().activeElement();
			assertThat(box.getDomAttribute("name")).isEqualTo("q");
			assertThat(box.getDomProperty("value")).isEmpty();
			box.sendKeys(this.word.substring(0, this.word.length() - 1));
			WebElement first = fan.find(".offers [role='option']");
			assertThat(first.getText()).contains(this.title);
			assertThat(first.findElement(By.tagName("mark")).getText())
				.isEqualTo(this.word.substring(0, this.word.length() - 1));
			box.sendKeys(Keys.ARROW_DOWN);
			assertThat(first.getDomAttribute("aria-selected")).isEqualTo("true");
			assertThat(box.getDomAttribute("aria-activedescendant")).isEqualTo(first.getDomAttribute("id"));
			box.sendKeys(Keys.ENTER);
			fan.find("#floor-1");
			assertThat(fan.path()).isEqualTo(this.path);
			assertThat(fan.complaints()).isEmpty();
		}
	}

	@Test
	void traditional_words_on_a_phone_lead_to_the_simplified_floor_that_answers() {
		try (Browser fan = Browser.withoutScripts()) {
			fan.narrowTo(PHONE);
			Pages.Home.open(fan).language("zh-Hant");
			assertThat(Pages.Search.titles(fan, this.word + " 復位鍵")).startsWith(this.title);
			assertThat(marked(fan, ".excerpt")).contains("复位键");
			fan.leaveBy("ol.hits h2 a");
			assertThat(fan.path()).endsWith("#floor-3");
			assertThat(fan.find("#floor-3 .prose").getText()).contains("复位键");
		}
	}

	@Test
	void a_slip_of_the_finger_is_forgiven_and_said() {
		try (Browser fan = Browser.open()) {
			Pages.Home.open(fan).language("en");
			String slipped = this.word.replace("zeppelin", "zepelin");
			assertThat(Pages.Search.titles(fan, slipped)).contains(this.title);
			assertThat(fan.find("main").getText()).contains("Showing results for", this.word, slipped);
			fan.leaveBy(".corrected a");
			assertThat(fan.find("main").getText()).contains("Nothing matches").doesNotContain("Showing results for");
			assertThat(fan.find("main .empty a").getDomAttribute("href")).contains("title=" + slipped);
		}
	}

	@Test
	void what_is_left_after_a_choice_is_as_many_as_the_choice_said() {
		try (Browser fan = Browser.open()) {
			Pages.Home.open(fan).language("en");
			Pages.Search.titles(fan, this.word);
			WebElement choice = fan.now(".facets a")
				.stream()
				.filter((one) -> String.valueOf(one.getDomAttribute("href")).contains("kind"))
				.findFirst()
				.orElseThrow();
			String count = String.valueOf(choice.findElement(By.tagName("b")).getDomProperty("textContent"));
			fan.to(String.valueOf(choice.getDomAttribute("href")));
			assertThat(fan.now("ol.hits > li")).hasSize(Integer.parseInt(count));
			assertThat(fan.find(".chips.asked").getText()).contains("kind:");
		}
	}

	@Test
	void a_bug_is_found_by_the_build_on_which_somebody_else_has_it() throws Exception {
		Api mei = this.anonymous.as(this.site.person("mei", Role.FAN), RunningSite.PASSWORD);
		Api jun = this.anonymous.as(this.site.person("jun", Role.FAN), RunningSite.PASSWORD);
		String name = this.word + "builds";
		JsonNode topic = mei
			.post("/topics", Map.of("board", "headphones", "kind", "BUG", "title", name + " 断连", "body", "每天都断。"))
			.json();
		long task = mei.get("/topics/" + topic.get("id").asLong()).json().get("task").get("number").asLong();
		jun.send("PUT", "/tasks/" + task + "/me-too", "{\"build\":\"5.8.10\"}", null);
		await().atMost(Duration.ofMinutes(1))
			.pollInterval(Duration.ofMillis(500))
			.until(() -> total(name + " build:<5.9") == 1);
		assertThat(total(name + " build:>=5.8.9")).isOne();
		assertThat(total(name + " build:>5.8.10")).isZero();
		assertThat(total(name + " -build:5.8.10")).isZero();
	}

	private static List<String> marked(Browser browser, String within) {
		return browser.now("ol.hits " + within + " mark").stream().map(WebElement::getText).toList();
	}

}
