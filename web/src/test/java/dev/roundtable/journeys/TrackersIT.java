package dev.roundtable.journeys;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;

import dev.roundtable.people.Role;
import dev.roundtable.tracker.Field;
import dev.roundtable.tracking.FakeTracker;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * An administrator connects a tracker, looks before it starts, and takes its project in.
 */
@Journey
class TrackersIT {

	private static final Duration SOON = Duration.ofSeconds(20);

	private static final String[] TABS = { "", "/mapping", "/flow", "/dry-run", "/trail", "/token", "/remove" };

	private final RunningSite site = RunningSite.get();

	@Test
	void a_tracker_is_connected_mapped_tried_let_go_and_its_project_taken_in() {
		String name = this.site.newName("Journey-");
		String base = "https://" + name.toLowerCase(Locale.ROOT) + ".example";
		FakeTracker tracker = this.site.tracker(base);
		tracker.add(Map.of(Field.TITLE, "It rattles " + name, Field.STATUS, "doing"));
		tracker.add(Map.of(Field.TITLE, "It squeaks " + name, Field.STATUS, "open"));
		try (Browser keeper = Browser.open()) {
			Pages.Home.open(keeper).signIn(this.site.person("ada", Role.ADMINISTRATOR));
			keeper.to("/admin").leaveBy("nav.rail a[href='/admin/trackers']");
			keeper.leaveBy("main a.main[href='/admin/trackers/new']");
			keeper.leaveBy("a[href='/admin/trackers/new?kind=FAKE']");
			keeper.fill("#name", name);
			keeper.fill("#baseUrl", base);
			keeper.fill("#project", "rattles");
			keeper.fill("#token", "t0ken");
			keeper.leaveBy("main form button.main");
			assertThat(keeper.find(".note.good").getText()).contains("Robot");
			String page = keeper.path().replaceAll("[?#].*", "");

			keeper.leaveBy(".connection a[href$='/mapping']");
			assertThat(keeper.find("[name='theirs.STATUS.doing']").getDomProperty("value")).isEqualTo("IN_PROGRESS");
			keeper.leaveBy(".save button.main");
			keeper.find(".note.good");
			keeper.leaveBy(".connection a[href$='/flow']");
			keeper.fill("#pushed", "severity:huge");
			keeper.leaveBy("main form button.main");
			keeper.find("#q-error");
			keeper.fill("#pushed", "is:confirmed kind:bug people:>=10");
			keeper.leaveBy("main form button.main");
			keeper.find(".found-now");
			keeper.leaveBy(".connection a[href$='/dry-run']");
			keeper.find(".empty");
			keeper.leaveBy(".connection a[href$='" + page + "']");
			keeper.leaveBy("form[action$='/go'] button");
			assertThat(keeper.find(".connection .light").getText()).isEqualTo("Works");

			keeper.leaveBy("#project form[action$='/project'] button");
			await().atMost(SOON).until(() -> keeper.find("#project").getText().contains("2 tasks made"));
			await().atMost(SOON).until(() -> keeper.find("#project").getText().contains("Done"));
			keeper.leaveBy(".connection a[href$='/trail']");
			assertThat(keeper.find(".trail").getText()).contains("It rattles " + name);
			keeper.to("/tasks?q=" + name);
			assertThat(keeper.find("main").getText()).contains("It rattles " + name, "In progress");

			keeper.narrowTo(390);
			for (String tab : TABS) {
				keeper.to(page + tab);
				keeper.find("#main");
			}
			keeper.leaveBy("main form button.danger");
			keeper.find(".note.good");
			assertThat(keeper.complaints()).isEmpty();
		}
	}

}
