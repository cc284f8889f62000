package dev.roundtable.journeys;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;

import dev.roundtable.people.Role;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.WebElement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * From a fan's words to the build that was to help her, and back: those who asked have
 * the last word.
 */
@Journey
class LifeIT {

	private static final Duration SEARCH_STARTS = Duration.ofMinutes(3);

	private static final Duration SOON = Duration.ofSeconds(20);

	private static final String BUILD = "5." + Instant.now().getEpochSecond();

	private final RunningSite site = RunningSite.get();

	@Test
	void a_report_is_found_by_who_has_it_too_chosen_fixed_shipped_proved_refuted_and_open_again()
			throws IOException, InterruptedException {
		String lin = this.site.person("lin", Role.ENGINEER);
		String title = "左耳没有声音 " + lin;
		try (Browser fan = Browser.open();
				Browser other = Browser.open();
				Browser engineer = Browser.withoutScripts()) {
			Pages.Topic topic = report(Pages.Home.open(fan).register(this.site.newName("mei")), title).post();
			Pages.Topic twin = hasItToo(other, title);
			Pages.Home.open(engineer).signIn(lin);
			merge(engineer, twin.task(), topic.task());
			assertThat(twin.again().task()).as("one task for both").isEqualTo(topic.task());

			ask(engineer, topic.task(), "换一副耳机也这样吗？");
			assertThat(topic.again().status()).isEqualTo("NEEDS_INFO");
			assertThat(fan.find("main").getText()).contains("换一副耳机也这样吗？");
			topic.reply("换了也没有声音。");
			assertThat(topic.again().status()).as("back to whoever asked").isEqualTo("NEW");
			engineer.to("/tasks/" + topic.task());
			assertThat(engineer.find("main").getText()).contains("换了也没有声音。");
			engineer.leaveBy("#work form[action$='/confirm'] button");
			assertThat(topic.again().status()).isEqualTo("CONFIRMED");

			choose(fan, topic);
			assertThat(topic.again().status()).isEqualTo("PLANNED");

			plan(engineer);
			fix(engineer, topic.task());
			assertThat(twin.again().status()).isEqualTo("FIXED");
			publish(engineer, title);
			asked(fan, topic, title);
			asked(other, twin, title);
			for (Pages.Topic hers : new Pages.Topic[] { topic, twin }) {
				hers.again().browser().leaveBy(".tried button[value='true']");
				assertThat(hers.again().status()).isEqualTo("VERIFIED");
			}
			for (int i = 0; i < 3; i++) {
				refute(topic.task());
			}
			assertThat(topic.again().status()).isEqualTo("CONFIRMED");
			fan.to("/tasks/" + topic.task());
			fan.find(".history li[data-did='disproved']");
			assertThat(fan.complaints()).isEmpty();
			assertThat(other.complaints()).isEmpty();
			// The build that is no release, and nothing else.
			assertThat(engineer.complaints()).singleElement().asString().contains("/fix", "422");
		}
	}

	private static Pages.NewTopic report(Pages.Home home, String title) {
		return home.write().kind("BUG").on("headphones").says(title, "升级以后左耳没有声音。");
	}

	/** While she writes she sees that somebody has it; she sends hers all the same. */
	private Pages.Topic hasItToo(Browser other, String title) {
		Pages.Home home = Pages.Home.open(other).register(this.site.newName("jun"));
		AtomicReference<Pages.NewTopic> hers = new AtomicReference<>();
		await().atMost(SEARCH_STARTS).until(() -> {
			hers.set(report(home, title));
			await().atMost(SOON).until(() -> !other.now("#similar > *").isEmpty());
			return other.now("#similar a").stream().anyMatch((like) -> like.getText().contains(title));
		});
		return hers.get().post();
	}

	/** Without knowing its number: it is offered. */
	private static void merge(Browser engineer, String twin, String task) {
		engineer.to("/tasks/" + twin).click("details.act:has(form[action$='/merge']) > summary");
		engineer.leaveBy("details.act a[href^='/tasks/" + twin + "/candidates']");
		engineer.leaveBy(".candidates form:has(input[name='duplicateOf'][value='" + task + "']) button");
	}

	private static void ask(Browser engineer, String task, String question) {
		engineer.to("/tasks/" + task).click("details.act:has(form[action$='/need-info']) > summary");
		engineer.fill("#need-info-reason", question);
		engineer.leaveBy("form[action$='/need-info'] button.btn");
		engineer.find("section.panel .st[data-s='NEEDS_INFO']");
	}

	private void choose(Browser fan, Pages.Topic topic) {
		try (Browser manager = Browser.withoutScripts()) {
			Pages.Home home = Pages.Home.open(manager).signIn(this.site.person("su", Role.PRODUCT_MANAGER));
			String beaten = report(home, "Rings only once " + topic.task()).post().task();
			String round = Pages.Rounds.begin(manager, "First of all " + topic.task(), topic.task(), beaten);
			Pages.Rounds.choose(fan, round, topic.task());
			this.site.endRound(Long.parseLong(round.substring("/rounds/".length())));
			await().atMost(SOON).until(() -> topic.again().status().equals("PLANNED"));
		}
	}

	private static void asked(Browser fan, Pages.Topic topic, String title) {
		await().atMost(SOON).untilAsserted(() -> {
			fan.to("/notifications");
			assertThat(fan.now("li[data-kind='VERIFY']").stream().map(WebElement::getText))
				.anyMatch((told) -> told.contains(title) && told.contains(BUILD));
		});
		fan.leaveBy("li[data-kind='VERIFY'] a");
		assertThat(topic.again().browser().find(".panel .fix").getText()).contains(BUILD);
		fan.to("/releases/" + BUILD);
		assertThat(fan.find("main").getText()).contains(title);
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
