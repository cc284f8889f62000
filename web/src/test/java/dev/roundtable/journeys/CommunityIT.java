package dev.roundtable.journeys;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import javax.imageio.ImageIO;

import dev.roundtable.people.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What keeps a community together: who comes in, how she is seen, what is done when
 * somebody misbehaves, and that she learns of it.
 */
@Journey
class CommunityIT {

	private static final int PHONE = 390;

	private final RunningSite site = RunningSite.get();

	@Test
	void a_fan_on_a_phone_shows_a_picture_of_herself_beside_what_she_writes(@TempDir Path folder) throws IOException {
		try (Browser fan = Browser.open()) {
			fan.narrowTo(PHONE);
			Pages.Home home = Pages.Home.open(fan).language("zh-Hans").register(this.site.newName("xiaoyu"));
			fan.to("/settings/profile").find("input[type='file']").sendKeys(picture(folder).toString());
			fan.leaveBy("form[action='/settings/profile/picture'] button.main");
			assertThat(fan.find("section.face img.av").getDomProperty("naturalWidth")).isNotEqualTo("0");
			Pages.Topic topic = home.write()
				.kind("DISCUSSION")
				.on("headphones")
				.says("大家都用什么耳机听播客？", "我先说：通勤用降噪的。")
				.post();
			assertThat(fan.find("#floor-1 header img.av").getDomProperty("naturalWidth")).isNotEqualTo("0");
			assertThat(topic.path()).startsWith("/t/");
			fan.to("/trust");
			assertThat(fan.attribute("html", "lang")).isEqualTo("zh-Hans");
			assertThat(fan.find("main").getText()).contains("新人");
			assertThat(fan.complaints()).isEmpty();
		}
	}

	private static Path picture(Path folder) throws IOException {
		BufferedImage image = new BufferedImage(640, 480, BufferedImage.TYPE_INT_RGB);
		var pen = image.createGraphics();
		pen.setColor(Color.ORANGE);
		pen.fillOval(120, 40, 400, 400);
		pen.dispose();
		Path file = folder.resolve("me.png");
		ImageIO.write(image, "png", file.toFile());
		return file;
	}

	@Test
	void an_administrator_makes_a_link_and_whoever_comes_by_it_is_counted() {
		String label = "Autumn fair " + this.site.newName("fair");
		try (Browser keeper = Browser.open(); Browser fan = Browser.open()) {
			Pages.Home.open(keeper).signIn(this.site.person("ada", Role.ADMINISTRATOR));
			keeper.to("/admin/links").fill("#label", label);
			keeper.choose("#source", "ACTIVITY");
			keeper.fill("#uses", "1");
			keeper.leaveBy("form[action='/admin/links'] button.main");
			assertThat(keeper.find("main img[src*='/picture.']").getDomProperty("naturalWidth"))
				.as("the QR code is drawn")
				.isNotEqualTo("0");
			String page = keeper.path();
			String path = keeper.source().replaceAll("(?s).*(/j/[A-Za-z0-9]+).*", "$1");

			fan.to(path);
			assertThat(fan.path()).startsWith("/register");
			fan.fill("#name", this.site.newName("byfair"));
			fan.fill("#password", RunningSite.PASSWORD);
			fan.leaveBy("form[action='/register'] button.main");
			fan.find("header .av");
			try (Browser late = Browser.open()) {
				late.to(path);
				assertThat(late.now("form[action='/register']")).as("it is used up").isEmpty();
			}
			assertThat(keeper.to(page).find("main").getText()).contains("1 / 1");
			assertThat(keeper.to("/admin/numbers").find("main").getText()).contains("Activity");
			assertThat(keeper.complaints()).isEmpty();
		}
	}

	@Test
	void a_report_ends_with_the_spammer_gone_in_one_act_and_everybody_told_without_scripts() {
		String zhou = this.site.person("zhou", Role.ADMINISTRATOR);
		String spammer = this.site.newName("watches");
		try (Browser spam = Browser.open();
				Browser reader = Browser.withoutScripts();
				Browser moderator = Browser.withoutScripts()) {
			Pages.Topic topic = Pages.Home.open(spam)
				.register(spammer)
				.write()
				.kind("DISCUSSION")
				.on("headphones")
				.says("Cheap watches " + spammer, "Buy them at my shop.")
				.post();
			Pages.Home.open(reader).register(this.site.newName("mei"));
			reader.to(topic.path()).click("#floor-1 a.report");
			reader.click("input[name='reason'][value='SPAM']");
			reader.leaveBy("main form button.main");
			assertThat(reader.find(".note.good").isDisplayed()).isTrue();

			Pages.Home.open(moderator).signIn(zhou);
			moderator.to("/moderation/authors");
			moderator.driver.findElements(org.openqa.selenium.By.cssSelector("label.check"))
				.stream()
				.filter((line) -> line.getText().startsWith(spammer))
				.findFirst()
				.orElseThrow()
				.click();
			moderator.fill("#reason", "Advertising");
			moderator.leaveBy("form[action='/moderation/authors/remove'] button.main");
			moderator.leaveBy("form[action='/moderation/authors/remove'] button.danger");
			assertThat(moderator.find(".note.good").getText()).contains("1");

			assertThat(reader.to(topic.path()).source()).doesNotContain("Buy them at my shop");
			assertThat(reader.to("/reports").source()).doesNotContain("Buy them at my shop");
			spam.to("/new");
			assertThat(spam.source()).contains("Advertising").doesNotContain("form action=\"/new\"");
			reader.to("/moderation/log");
			assertThat(reader.find("main").getText()).contains("Advertising", spammer);
		}
	}

	@Test
	void a_moderator_splits_a_side_talk_off_on_her_phone_in_chinese() {
		try (Browser moderator = Browser.open(); Browser fan = Browser.open()) {
			Pages.Topic topic = Pages.Home.open(fan)
				.register(this.site.newName("jun"))
				.write()
				.kind("DISCUSSION")
				.on("headphones")
				.says("Which case for the earphones? " + this.site.newName("case"), "The white one scratches.")
				.post()
				.reply("By the way: mine will not charge any more.");
			moderator.narrowTo(PHONE);
			Pages.Home.open(moderator).language("zh-Hant").signIn(this.site.person("peishan", Role.ADMINISTRATOR));
			moderator.to(topic.path()).click("#floor-2 a[href$='/split']");
			assertThat(moderator.find("input[name='floor'][value='2']").isSelected()).isTrue();
			moderator.fill("#title", "充電盒充不進電");
			moderator.choose("#kind", "BUG");
			moderator.fill("#reason", "這是另一件事");
			moderator.leaveBy("main form button.main");
			moderator.find("#floor-1");
			assertThat(moderator.find("h1").getText()).isEqualTo("充電盒充不進電");
			String task = moderator.attribute(".panel h2 a", "href");
			assertThat(task).as("a bug is a row of the list from that moment").startsWith("/tasks/");
			assertThat(fan.to(topic.path()).find(".splits").getText()).contains("這是另一件事");
			fan.click(".splits a");
			assertThat(fan.find("#floor-1 .prose").getText()).contains("will not charge");
			assertThat(moderator.complaints()).isEmpty();
		}
	}

}
