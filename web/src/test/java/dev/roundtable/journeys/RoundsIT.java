package dev.roundtable.journeys;

import java.time.Duration;

import dev.roundtable.people.Role;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.WebElement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What goes into the next build is voted on, and the vote decides. */
@Journey
class RoundsIT {

	private static final Duration SOON = Duration.ofSeconds(20);

	private final RunningSite site = RunningSite.get();

	@Test
	void fans_choose_what_comes_next_and_the_end_of_the_round_plans_it() {
		String manager = this.site.person("su", Role.PRODUCT_MANAGER);
		try (Browser fan = Browser.open();
				Browser other = Browser.withoutScripts();
				Browser pm = Browser.withoutScripts()) {
			Pages.Home.open(fan).register(this.site.newName("mei"));
			Pages.Home.open(other).register(this.site.newName("jun"));
			String wanted = idea(fan, "A darker dark " + manager);
			String beaten = idea(other, "Longer rings " + manager);
			Pages.Home.open(pm).signIn(manager);
			String round = Pages.Rounds.begin(pm, "One for the winter " + manager, wanted, beaten);

			Pages.Rounds.choose(fan, round, beaten);
			Pages.Rounds.choose(fan, round, wanted);
			assertThat(fan.now("main progress")).as("the count shows at the end").isEmpty();
			Pages.Rounds.choose(other, round, wanted);
			fan.to(round);
			other.to(round);

			this.site.endRound(Long.parseLong(round.substring("/rounds/".length())));
			await().atMost(SOON).until(() -> {
				pm.to(round);
				return !pm.now("main progress").isEmpty();
			});
			WebElement first = pm.find(".ballots li:first-child");
			assertThat(first.getDomAttribute("data-won")).isEqualTo("true");
			assertThat(first.getText()).contains("#" + wanted, "2");
			assertThat(pm.now(".ballots [data-won='true']")).hasSize(1);
			for (Browser late : new Browser[] { fan, other }) {
				late.click(".ballots input[value='" + beaten + "']");
				late.click(".ballots input[value='" + wanted + "']");
				late.leaveBy("form[action$='/ballot'] button.main");
				assertThat(late.find("[role='alert']").getText()).isNotEmpty();
				assertThat(late.find(".ballots li:first-child").getText()).contains("#" + wanted, "2");
			}

			pm.to("/tasks/" + wanted);
			pm.find("section.panel .st[data-s='PLANNED']");
			assertThat(pm.find("main").getText()).contains("One for the winter " + manager);
			pm.to("/tasks/" + beaten);
			pm.find("section.panel .st[data-s='NEW']");
			await().atMost(SOON).untilAsserted(() -> {
				fan.to("/notifications");
				assertThat(fan.now("li[data-kind='STATUS']").stream().map(WebElement::getText))
					.anyMatch((told) -> told.contains("A darker dark " + manager));
			});
			assertThat(pm.complaints()).isEmpty();
			// The ballot that came too late, and nothing else.
			assertThat(fan.complaints()).singleElement().asString().contains("/ballot", "422");
		}
	}

	private static String idea(Browser fan, String title) {
		return Pages.Home.open(fan)
			.write()
			.kind("IDEA")
			.on("headphones")
			.says(title, "I wish for this: " + title)
			.post()
			.task();
	}

}
