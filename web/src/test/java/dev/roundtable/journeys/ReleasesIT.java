package dev.roundtable.journeys;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;

import dev.roundtable.people.Role;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.WebElement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A fix reaches the people who asked for it, and they have the last word. */
class ReleasesIT {

	private static final String BUILD = "5." + Instant.now().getEpochSecond();

	private final RunningSite site = RunningSite.get();

	@Test
	void a_fan_sees_the_build_that_fixed_her_bug_and_has_the_last_word() throws IOException, InterruptedException {
		String lin = this.site.person("lin", Role.ENGINEER);
		String title = "左耳没有声音 " + lin;
		try (Browser fan = Browser.open(); Browser engineer = Browser.withoutScripts()) {
			Pages.Topic topic = Pages.Home.open(fan)
				.register(this.site.newName("mei"))
				.write()
				.kind("BUG")
				.on("headphones")
				.says(title, "升级以后左耳没有声音。")
				.post();
			Pages.Home.open(engineer).signIn(lin);
			plan(engineer);
			fix(engineer, topic.task());
			assertThat(topic.again().status()).isEqualTo("FIXED");
			publish(engineer, title);

			await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
				fan.to("/notifications");
				assertThat(fan.now("li[data-kind='VERIFY']").stream().map(WebElement::getText))
					.anyMatch((told) -> told.contains(title) && told.contains(BUILD));
			});
			fan.leaveBy("li[data-kind='VERIFY'] a");
			assertThat(topic.status()).isEqualTo("RELEASED");
			assertThat(fan.find(".panel .fix").getText()).contains(BUILD);
			fan.to("/releases/" + BUILD);
			assertThat(fan.find("main").getText()).contains(title);
			topic.again();
			fan.leaveBy(".tried button[value='true']");
			assertThat(topic.again().status()).isEqualTo("VERIFIED");
			assertThat(fan.find(".tried button[value='true']").getDomAttribute("aria-pressed")).isEqualTo("true");

			for (int i = 0; i < 3; i++) {
				refute(topic.task());
			}
			assertThat(topic.again().status()).isEqualTo("CONFIRMED");
			fan.to("/tasks/" + topic.task());
			fan.find(".history li[data-did='disproved']");
			assertThat(fan.complaints()).isEmpty();
			// The build that is no release, and nothing else.
			assertThat(engineer.complaints()).singleElement().asString().contains("/fix", "422");
		}
	}

	private static void plan(Browser engineer) {
		engineer.to("/releases").click("details.act > summary");
		engineer.fill("#build", BUILD);
		engineer.leaveBy("form[action='/releases'] button.main");
		assertThat(engineer.path()).isEqualTo("/releases/" + BUILD);
	}

	private static void fix(Browser engineer, String task) {
		engineer.to("/tasks/" + task).click("details.act:has(form[action$='/fix']) > summary");
		engineer.fill("#fix-build", BUILD + "1");
		engineer.leaveBy("form[action$='/fix'] button.btn");
		assertThat(engineer.find("form[action$='/fix'] .error").getText()).contains(BUILD);
		engineer.fill("#fix-build", BUILD);
		engineer.leaveBy("form[action$='/fix'] button.btn");
		engineer.find("section.panel .st[data-s='FIXED']");
	}

	/** The notes are drafted, and say her title. */
	private static void publish(Browser engineer, String title) {
		engineer.to("/releases/" + BUILD + "/edit");
		assertThat(engineer.find("#body").getDomProperty("value")).contains(title);
		engineer.leaveBy("main form button.main");
		engineer.choose("#board", "headphones");
		engineer.leaveBy("form[action$='/publish'] button.main");
		engineer.find("main.release[data-out='true']");
		engineer.leaveBy("main a[href^='/t/']");
		assertThat(engineer.find("#floor-1").getText()).contains(title);
	}

	private void refute(String task) throws IOException, InterruptedException {
		String name = this.site.person("jun", Role.FAN);
		Api.Answer said = Api.anonymous(this.site.url())
			.as(name, RunningSite.PASSWORD)
			.send("PUT", "/tasks/" + task + "/verification", "{\"works\": false, \"comment\": \"Still silent\"}", null);
		assertThat(said.status()).as(said.body()).isEqualTo(200);
	}

}
