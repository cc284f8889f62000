package dev.roundtable.journeys;

import java.time.Duration;

import dev.roundtable.people.Role;
import dev.roundtable.tracking.TrackerChannel;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** An engineer and a task's issues in outside trackers, with scripts and without. */
@Journey
class LinksIT {

	private static final Duration SOON = Duration.ofSeconds(20);

	private final RunningSite site = RunningSite.get();

	@Test
	void an_engineer_pushes_a_task_follows_its_issue_and_parts_them() {
		String engineer = this.site.person("linker", Role.ENGINEER);
		try (TrackerChannel tracker = this.site.tracker(); Browser browser = Browser.open()) {
			Pages.Home.open(browser).signIn(engineer);
			browser.to("/tasks/new");
			browser.fill("#title", "Crackles when it is cold");
			browser.fill("#body", "Below zero");
			browser.leaveBy("form[action='/tasks/new'] button.main");
			String task = browser.path().replaceFirst("[?#].*", "");
			browser.click("#trackers details[data-act='push'] summary");
			browser.choose("#push-tracker", tracker.number());
			browser.leaveBy("#trackers form[action$='/push'] button");
			await().atMost(SOON).until(() -> {
				browser.to(task);
				browser.find("#trackers .of-trackers");
				return !browser.now("#trackers .there a").isEmpty();
			});
			assertThat(browser.attribute("#trackers .there a", "rel")).isEqualTo("noopener noreferrer");
			assertThat(browser.find("#trackers .there").getText()).contains("Issue 1");
			assertThat(browser.complaints()).isEmpty();
			seenByNobodyElse(task);
			browser.leaveBy("#trackers form[action$='/unlink'] button");
			assertThat(browser.find("#trackers li[data-stage='ENDED']").getText()).contains("Parted");
			withoutScripts(engineer, task);
		}
	}

	private static void seenByNobodyElse(String task) {
		try (Browser reader = Browser.open()) {
			assertThat(reader.to(task).now("#trackers")).isEmpty();
		}
	}

	private static void withoutScripts(String engineer, String task) {
		try (Browser browser = Browser.withoutScripts()) {
			Pages.Home.open(browser).signIn(engineer);
			browser.to(task).leaveBy("#trackers a");
			browser.click("details[data-act='link'] summary");
			browser.fill("#link-issue", "4711");
			browser.leaveBy("form[action$='/link'] button");
			assertThat(browser.find("#link-error").getText()).contains("There is no issue 4711");
			assertThat(browser.attribute("#link-issue", "value")).isEqualTo("4711");
		}
	}

}
