package dev.roundtable.journeys;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import dev.roundtable.people.Role;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.WindowType;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Many new accounts write nearly the same, and one moderator is there. */
@Journey
class SpamWaveIT {

	private static final int PHONE = 390;

	private static final int WAVE = 5;

	private final RunningSite site = RunningSite.get();

	private record Spam(String author, String path) {
	}

	@Test
	void a_wave_waits_unseen_goes_in_one_act_asked_about_twice_and_no_fan_met_any_of_it() {
		String word = this.site.newName("goldwatch");
		try (Browser moderator = Browser.open(); Browser fan = Browser.open()) {
			Pages.Home.open(moderator).signIn(this.site.person("zhou", Role.ADMINISTRATOR));
			moderator.to("/admin/moderation").fill("#word", word);
			moderator.choose("#act", "REVIEW");
			moderator.leaveBy("form[action='/admin/moderation/words'] button.main");
			fan.narrowTo(PHONE);
			Pages.Topic decent = Pages.Home.open(fan)
				.language("zh-Hans")
				.register(this.site.newName("xiaoyu"))
				.write()
				.kind("DISCUSSION")
				.on("headphones")
				.says("真正的手表话题 " + this.site.newName("talk"), "跑步时戴耳机和手表，会互相干扰吗？")
				.post();
			List<Spam> wave = wave(word);
			meetsNone(fan, word, wave, decent);

			moderator.to("/moderation/authors");
			wave.forEach((spam) -> line(moderator, spam.author()).click());
			moderator.fill("#reason", "One shop, five accounts");
			moderator.leaveBy("form[action='/moderation/authors/remove'] button.main");
			List<String> asked = moderator.now("section.panel .chips li").stream().map(WebElement::getText).toList();
			assertThat(asked).containsExactlyInAnyOrderElementsOf(wave.stream().map(Spam::author).toList());
			String asking = moderator.driver.getWindowHandle();
			moderator.driver.switchTo().newWindow(WindowType.TAB);
			assertThat(moderator.to("/moderation").source()).as("nothing went before she was sure").contains(word);
			moderator.driver.close();
			moderator.driver.switchTo().window(asking);
			moderator.leaveBy("form[action='/moderation/authors/remove'] button.danger");
			assertThat(moderator.find(".note.good").getText()).contains("5");
			assertThat(moderator.now("label.check b")).extracting(WebElement::getText)
				.doesNotContainAnyElementsOf(wave.stream().map(Spam::author).toList());
			assertThat(moderator.to("/moderation").source()).doesNotContain(word);
			assertThat(moderator.to("/moderation/log").source()).contains("One shop, five accounts",
					wave.getFirst().author());
			assertThat(moderator.complaints()).isEmpty();

			meetsNone(fan, word, wave, decent);
			assertThat(fan.complaints()).filteredOn((line) -> !line.contains("404")).isEmpty();
		}
	}

	private List<Spam> wave(String word) {
		List<Spam> wave = new ArrayList<>();
		for (int i = 1; i <= WAVE; i++) {
			try (Browser spammer = Browser.open()) {
				String name = this.site.newName("shopper");
				Pages.Topic topic = Pages.Home.open(spammer)
					.register(name)
					.write()
					.kind("DISCUSSION")
					.on("headphones")
					.says(word + " for less than ever " + i, "Only today, only here: " + word + " no. " + i + ".")
					.post();
				assertThat(spammer.find("#floor-1 .held-why").getText()).as("she is told that it waits").isNotBlank();
				wave.add(new Spam(name, topic.path()));
			}
		}
		return wave;
	}

	private static WebElement line(Browser moderator, String author) {
		return moderator.now("label.check")
			.stream()
			.filter((line) -> line.findElement(By.tagName("b")).getText().equals(author))
			.findFirst()
			.orElseThrow();
	}

	/** Wherever she looks, on her phone; what she wrote herself stands there. */
	private static void meetsNone(Browser fan, String word, List<Spam> wave, Pages.Topic decent) {
		for (String path : new String[] { "/?sort=new", "/b/headphones?sort=new" }) {
			assertThat(fan.to(path).source()).as(path).contains("真正的手表话题").doesNotContain(word);
		}
		await().atMost(Duration.ofSeconds(20))
			.until(() -> Pages.Search.titles(fan, "真正的手表话题").stream().anyMatch((title) -> title.contains("手表")));
		assertThat(Pages.Search.titles(fan, word)).isEmpty();
		for (Spam spam : wave) {
			assertThat(fan.to(spam.path()).source()).doesNotContain("Only today");
			assertThat(fan.to("/u/" + spam.author()).source()).doesNotContain(word);
		}
		decent.again();
		Number width = (Number) Objects
			.requireNonNull(fan.driver.executeScript("return document.documentElement.scrollWidth"));
		assertThat(width.intValue()).isLessThanOrEqualTo(PHONE);
	}

}
