package dev.roundtable.journeys;

import java.time.Duration;
import java.util.Map;

import dev.roundtable.people.Role;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.virtualauthenticator.HasVirtualAuthenticator;
import org.openqa.selenium.virtualauthenticator.VirtualAuthenticator;
import org.openqa.selenium.virtualauthenticator.VirtualAuthenticatorOptions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** People with a device that keeps passkeys, and one whose browser runs no scripts. */
@Journey
class PasskeyIT {

	private static final Duration PATIENCE = Duration.ofSeconds(15);

	private static final String SETTINGS = "/settings/passkeys";

	private static final String BUTTON = "form[data-passkey='get'] button";

	private final RunningSite site = RunningSite.get();

	@Test
	void a_fan_makes_a_passkey_signs_in_with_it_alone_and_takes_it_away_again() {
		String name = this.site.person("keyfan", Role.FAN);
		try (Browser browser = Browser.open()) {
			offersNothingByItself(browser);
			VirtualAuthenticator device = device(browser);
			Pages.Home.open(browser).signIn(name);
			browser.to("/settings").click("a[href='" + SETTINGS + "']");
			makePasskey(browser, "My laptop");
			assertThat(browser.find("main ul.plain").getText()).contains("My laptop", "Never used");
			assertThat(device.getCredentials()).singleElement().satisfies((kept) -> {
				assertThat(kept.getRpId()).isEqualTo("localhost");
				assertThat(kept.isResidentCredential()).isTrue();
			});
			signOut(browser);

			browser.to("/sign-in?next=" + SETTINGS);
			device.setUserVerified(false);
			browser.click(BUTTON);
			awaitSeen(browser, "form[data-passkey='get'] [data-failed]");
			device.setUserVerified(true);
			browser.click(BUTTON);
			browser.find("header .av");
			assertThat(browser.path()).isEqualTo(SETTINGS);
			assertThat(browser.find("main ul.plain").getText()).contains("My laptop", "Last used")
				.doesNotContain("Never used");
			assertThat(browser.complaints()).isEmpty();

			browser.click("details.remove summary");
			browser.fill("details.remove input[name='current']", RunningSite.PASSWORD);
			browser.click("details.remove form button");
			browser.find(".note.good");
			assertThat(browser.now("main ul.plain")).isEmpty();
			signOut(browser);
			assertThat(device.getCredentials()).hasSize(1);
			browser.to("/sign-in").click(BUTTON);
			assertThat(browser.find(".note.bad").getText()).contains("does not know this passkey");
			assertThat(browser.now("header .av")).isEmpty();
		}
	}

	@Test
	void whoever_needs_a_second_step_is_let_through_by_a_passkey() {
		String name = this.site.person("keymod", Role.MODERATOR);
		try (Browser browser = Browser.open()) {
			offersNothingByItself(browser);
			device(browser);
			Pages.Home.open(browser).signIn(name);
			browser.to("/moderation");
			assertThat(browser.path()).isEqualTo("/settings/second-factor");
			browser.click(".note a[href='" + SETTINGS + "']");
			makePasskey(browser, "Key on my desk");
			browser.to("/moderation");
			assertThat(browser.path()).isEqualTo("/moderation");
			signOut(browser);

			browser.to("/sign-in");
			enterPassword(browser, name);
			assertThat(browser.find(".note.bad").getText()).contains("A password alone is not enough");
			browser.click(BUTTON);
			browser.find("header .av");
			browser.to("/moderation");
			assertThat(browser.path()).isEqualTo("/moderation");
		}
	}

	@Test
	void the_name_field_offers_her_passkey_without_a_press() {
		String name = this.site.person("keyname", Role.FAN);
		try (Browser browser = Browser.open()) {
			Pages.Home.open(browser).signIn(name);
			device(browser);
			browser.to(SETTINGS);
			makePasskey(browser, "My phone");
			signOut(browser);
			// This device chooses at once what a person would choose in the list.
			browser.to("/sign-in?next=" + SETTINGS);
			browser.find("header .av");
			assertThat(browser.path()).isEqualTo(SETTINGS);
			assertThat(browser.complaints()).isEmpty();
		}
	}

	@Test
	void without_scripts_the_pages_say_so_and_the_password_works() {
		String name = this.site.person("keyless", Role.FAN);
		try (Browser browser = Browser.withoutScripts()) {
			browser.to("/sign-in");
			assertThat(browser.find(BUTTON).isDisplayed()).isFalse();
			assertThat(browser.find("main").getText()).contains("Passkeys need JavaScript", "with your password");
			enterPassword(browser, name);
			browser.find("header .av");
			browser.to(SETTINGS);
			assertThat(browser.find("main").getText()).contains("Passkeys need JavaScript", "with your password");
			assertThat(browser.find("form[action='/settings/passkeys/begin']").isDisplayed()).isFalse();
		}
	}

	/** It keeps what it makes, and knows its person at once. */
	private static VirtualAuthenticator device(Browser browser) {
		return ((HasVirtualAuthenticator) browser.driver).addVirtualAuthenticator(
				new VirtualAuthenticatorOptions().setProtocol(VirtualAuthenticatorOptions.Protocol.CTAP2)
					.setTransport(VirtualAuthenticatorOptions.Transport.INTERNAL)
					.setHasResidentKey(true)
					.setHasUserVerification(true)
					.setIsUserVerified(true));
	}

	/**
	 * As browsers that know no passkeys in a field: a virtual device would answer there
	 * before anybody presses the button.
	 */
	private static void offersNothingByItself(Browser browser) {
		browser.driver.executeCdpCommand("Page.addScriptToEvaluateOnNewDocument", Map.of("source",
				"if (window.PublicKeyCredential) PublicKeyCredential.isConditionalMediationAvailable = undefined;"));
	}

	private static void makePasskey(Browser browser, String name) {
		browser.fill("#name", name);
		browser.fill("#current", RunningSite.PASSWORD);
		browser.click("form[action='/settings/passkeys/begin'] button.main");
		browser.click("form[data-passkey='create'] button.main");
		browser.find(".note.good");
	}

	private static void enterPassword(Browser browser, String name) {
		browser.fill("#name", name);
		browser.fill("#password", RunningSite.PASSWORD);
		browser.click("form[action='/sign-in'] button.main");
	}

	private static void signOut(Browser browser) {
		browser.to("/").click("details.menu > summary");
		browser.click("form[action='/sign-out'] button");
		browser.find("header a.sign");
	}

	private static void awaitSeen(Browser browser, String css) {
		await().atMost(PATIENCE).until(() -> browser.now(css).stream().anyMatch((found) -> found.isDisplayed()));
	}

}
