package dev.roundtable.journeys;

import java.time.Duration;
import java.util.List;

import dev.roundtable.people.Role;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The main job: what a fan posts is a row of the engineers' list, and its fate comes
 * back.
 */
@Journey
class FeedbackIT {

	private static final Duration SEARCH_STARTS = Duration.ofMinutes(3);

	private final RunningSite site = RunningSite.get();

	@Test
	void a_fan_posts_a_bug_and_sees_it_in_the_engineers_list() {
		String lin = this.site.person("lin", Role.ENGINEER);
		String title = "升级固件后左耳没有声音 " + lin;
		try (Browser fan = Browser.open(); Browser engineer = Browser.open()) {
			Pages.Topic topic = Pages.Home.open(fan)
				.register(this.site.newName("mei"))
				.write()
				.kind("BUG")
				.on("headphones")
				.says(title, "固件 2.4 之后，*左耳* 没有声音。")
				.post();
			assertThat(topic.task()).matches("[1-9][0-9]*");
			assertThat(topic.status()).isEqualTo("NEW");

			String own = "Battery gauge jumps " + lin;
			Pages.Home.open(engineer).signIn(lin);
			Pages.TaskList list = Pages.TaskList.open(engineer).add(own, "From 40 % to 12 %.").find(lin);
			assertThat(list.origin(title)).contains("TOPIC");
			assertThat(list.origin(own)).contains("NATIVE");
			list.choose(title)
				.assignMe(lin)
				.confirm()
				.answer("我们重现了，正在找原因。")
				.note("Looks like the vendor's codec again.");
			assertThat(engineer.source()).contains("the vendor");

			topic.again();
			assertThat(topic.status()).isEqualTo("CONFIRMED");
			assertThat(topic.statusBy()).isEqualTo(lin);
			assertThat(topic.answers()).containsExactly("我们重现了，正在找原因。");
			assertThat(fan.source()).doesNotContain("the vendor");
			fan.to("/tasks/" + topic.task());
			assertThat(fan.source()).contains("我们重现了").doesNotContain("the vendor");
			awaitFound(fan, "左耳没有声音", title);
			try (Browser anonymous = Browser.open()) {
				awaitFound(anonymous, "左耳 声音 " + lin, title);
				assertThat(Pages.Search.titles(anonymous, "vendor's codec again")).isEmpty();
			}
			assertThat(fan.complaints()).isEmpty();
			assertThat(engineer.complaints()).isEmpty();
		}
	}

	@Test
	void a_product_manager_plans_an_idea_and_every_voter_sees_it() {
		String title = "Multipoint pairing " + this.site.newName("idea");
		try (Browser author = Browser.open(); Browser voter = Browser.open(); Browser manager = Browser.open()) {
			Pages.Topic idea = Pages.Home.open(author)
				.register(this.site.newName("mei"))
				.write()
				.kind("IDEA")
				.on("headphones")
				.says(title, "Phone *and* laptop at once.")
				.post();
			Pages.Home.open(voter).register(this.site.newName("jun"));
			Pages.Topic seenByVoter = Pages.Topic.open(voter, idea.path()).vote();
			Pages.Home.open(manager).signIn(this.site.person("wen", Role.PRODUCT_MANAGER));
			Pages.Votes.open(manager).plan(idea.task());
			assertThat(seenByVoter.again().status()).isEqualTo("PLANNED");
			assertThat(idea.again().status()).isEqualTo("PLANNED");
		}
	}

	@Test
	void everything_works_without_scripts() {
		String title = "Lid does not close " + this.site.newName("bug");
		try (Browser fan = Browser.withoutScripts()) {
			Pages.Topic topic = Pages.Home.open(fan)
				.register(this.site.newName("an"))
				.write()
				.kind("BUG")
				.on("headphones")
				.says(title, "The lid of the case.")
				.post()
				.reply("Only when it is cold.")
				.vote();
			assertThat(topic.task()).isNotEmpty();
			assertThat(fan.attribute("html", "class")).doesNotContain("js");
			Pages.Home.open(fan).language("zh-Hant");
			awaitFound(fan, title, title);
		}
	}

	private static void awaitFound(Browser browser, String words, String title) {
		await().atMost(SEARCH_STARTS).pollInterval(Duration.ofMillis(500)).untilAsserted(() -> {
			List<String> found = Pages.Search.titles(browser, words);
			assertThat(found).contains(title);
		});
	}

}
