package dev.roundtable.journeys;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;

import javax.imageio.ImageIO;

import dev.roundtable.people.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** How people come back, and how they go. */
@Journey
class AccountIT {

	private static final int PHONE = 390;

	private final RunningSite site = RunningSite.get();

	@Test
	void who_forgot_her_password_comes_back_by_mail_on_her_phone_without_scripts() {
		String name = this.site.newName("wangle");
		String address = name + "@forum.example";
		try (Browser fan = Browser.withoutScripts()) {
			fan.narrowTo(PHONE);
			Pages.Home.open(fan).language("zh-Hans");
			fan.to("/register").fill("#name", name);
			fan.fill("#password", RunningSite.PASSWORD);
			fan.fill("#address", address);
			fan.leaveBy("form[action='/register'] button.main");
			fan.find("header .av");
			fan.to(this.site.linkTo(address, 1)).leaveBy("form[action='/address/confirm'] button.main");
			fan.find(".note.good");
			fan.click("details.menu > summary");
			fan.leaveBy("form[action='/sign-out'] button");
			fan.find("header a.sign");

			fan.to("/sign-in").click("a[href='/forgot-password']");
			fan.fill("#who", name);
			fan.leaveBy("form[action='/forgot-password'] button.main");
			fan.find(".note.good");
			String link = this.site.linkTo(address, 2);
			fan.to(link).fill("#password", "quite other words 7");
			fan.leaveBy("form[action='/reset-password'] button.main");
			fan.fill("#name", name);
			fan.fill("#password", "quite other words 7");
			fan.leaveBy("form[action='/sign-in'] button.main");
			fan.find("header .av");
			assertThat(fan.attribute("html", "lang")).isEqualTo("zh-Hans");
			assertThat(fan.to(link).now("form[action='/reset-password']")).as("it is used up").isEmpty();
		}
	}

	@Test
	void an_administrator_gives_a_medal_sets_the_logo_and_erases_a_person_in_traditional_chinese(@TempDir Path folder)
			throws IOException {
		String mei = this.site.person("meihua", Role.FAN);
		String picture = picture(folder).toString();
		try (Browser keeper = Browser.open()) {
			Pages.Home.open(keeper).language("zh-Hant").signIn(this.site.person("adaline", Role.ADMINISTRATOR));
			keeper.to("/u/" + mei).click(".honours details.act > summary");
			keeper.fill("#medal", "抓蟲高手");
			keeper.fill("#reason", "找到了大家都找不到的問題");
			keeper.find("#picture").sendKeys(picture);
			keeper.leaveBy("form[action$='/medals'] button.main");
			assertThat(keeper.find(".medals img.sign").getDomProperty("naturalWidth")).isNotEqualTo("0");
			assertThat(keeper.find(".medals").getText()).contains("抓蟲高手", "找到了大家都找不到的問題");

			keeper.to("/admin/site").find("#picture").sendKeys(picture);
			keeper.leaveBy("form[action='/admin/site/logo'] button.btn");
			assertThat(keeper.find("header .brand img.logo").getDomProperty("naturalWidth")).isNotEqualTo("0");
			keeper.leaveBy("form[action='/admin/site/logo/remove'] button");
			keeper.find("header .brand svg");

			keeper.to("/admin/people").fill("#q", mei.substring(2));
			keeper.leaveBy("form[action='/admin/people'] button");
			keeper.find("main li a[href='/u/" + mei + "']");
			keeper.click("main li a[href$='/erase']");
			keeper.click("label:has([name='now'][value='true'])");
			keeper.fill("#reason", "本人來信要求");
			keeper.leaveBy("form[action$='/erase'] button.danger");
			assertThat(keeper.to("/u/" + mei).source()).doesNotContain("抓蟲高手");
			assertThat(keeper.find("h1").getText()).doesNotContain(mei);
			assertThat(keeper.complaints()).allMatch((line) -> line.contains("/u/" + mei));
		}
	}

	@Test
	void a_fan_erases_herself_on_her_phone_without_scripts() {
		String name = this.site.newName("gone");
		try (Browser fan = Browser.withoutScripts()) {
			fan.narrowTo(PHONE);
			Pages.Topic topic = Pages.Home.open(fan)
				.register(name)
				.write()
				.kind("DISCUSSION")
				.on("headphones")
				.says("Whose words stay " + name.substring(4), "They stay without a name.")
				.post();
			fan.to("/settings/data").click("main a[href='/settings/erase']");
			fan.click("label:has([name='now'][value='true'])");
			fan.fill("#current", RunningSite.PASSWORD);
			fan.leaveBy("form[action='/settings/erase'] button.danger");
			fan.find("header a.sign");
			assertThat(fan.to(topic.path()).find("#floor-1 .prose").getText()).isEqualTo("They stay without a name.");
			assertThat(fan.find("#floor-1 header").getText()).doesNotContain(name);
			fan.to("/sign-in").fill("#name", name);
			fan.fill("#password", RunningSite.PASSWORD);
			fan.leaveBy("form[action='/sign-in'] button.main");
			assertThat(fan.find("form[action='/sign-in']").isDisplayed()).as("nobody comes in by that name").isTrue();
		}
	}

	private static Path picture(Path folder) throws IOException {
		BufferedImage image = new BufferedImage(320, 320, BufferedImage.TYPE_INT_RGB);
		var pen = image.createGraphics();
		pen.setColor(Color.ORANGE);
		pen.fillOval(20, 20, 280, 280);
		pen.dispose();
		Path file = folder.resolve("sign.png");
		ImageIO.write(image, "png", file.toFile());
		return file;
	}

}
