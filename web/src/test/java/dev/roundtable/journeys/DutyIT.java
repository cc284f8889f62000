package dev.roundtable.journeys;

import java.time.Duration;

import dev.roundtable.people.Role;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** An engineer on duty: takes what waits, answers, and is done with what came back. */
@Journey
class DutyIT {

	private static final Duration SOON = Duration.ofSeconds(20);

	private final RunningSite site = RunningSite.get();

	@Test
	void an_engineer_takes_the_next_answers_it_and_is_done_with_the_reply_by_keys() {
		String lin = this.site.person("lin", Role.ENGINEER);
		try (Browser fan = Browser.open(); Browser engineer = Browser.open()) {
			Pages.Home.open(fan)
				.register(this.site.newName("mei"))
				.write()
				.kind("BUG")
				.on("headphones")
				.says("The left side is silent " + lin, "Since the update.")
				.post();
			Pages.Home.open(engineer).signIn(lin);
			engineer.to("/duty");
			assertThat(engineer.now(".duty .queue li")).isNotEmpty();
			engineer.leaveBy(".head form[action='/duty/next'] button");
			engineer.find("#floor-1");
			String topic = engineer.path().replaceAll("[?#].*", "");
			assertThat(topic).startsWith("/t/");
			assertThat(engineer.now(".panel .answered")).isEmpty();
			engineer.fill("#reply textarea", "We hear it too and look into it.");
			engineer.leaveBy("#reply button.main");
			fan.to(topic);
			fan.find(".panel .answered");

			engineer.to("/tasks/inbox");
			assertThat(engineer.now(".waits tbody tr")).isEmpty();
			fan.fill("#reply textarea", "Thank you. On both sides now.");
			fan.leaveBy("#reply button.main");
			engineer.to("/tasks/inbox");
			engineer.find(".waits [data-why='ANSWER']");
			engineer.press("j");
			engineer.press("e");
			await().atMost(SOON).until(() -> !engineer.now("form.undo").isEmpty());
			assertThat(engineer.now(".waits tbody tr")).isEmpty();
			engineer.press("u");
			await().atMost(SOON).until(() -> !engineer.now(".waits [data-why='ANSWER']").isEmpty());
			engineer.to("/tasks");
			await().atMost(SOON)
				.until(() -> engineer.now(".views a[href='/tasks/inbox'] b")
					.stream()
					.anyMatch((b) -> b.getText().equals("1")));

			engineer.to("/tasks/parity");
			assertThat(engineer.find(".parity .fair").getText()).isNotBlank();
			assertThat(engineer.now(".parity .chart")).hasSize(4);
			engineer.narrowTo(390);
			for (String page : new String[] { "/tasks/parity", "/tasks/inbox", "/duty" }) {
				engineer.to(page);
				engineer.find("#main");
			}
			assertThat(engineer.complaints()).isEmpty();
			assertThat(fan.complaints()).isEmpty();
		}
	}

}
