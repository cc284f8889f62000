package dev.roundtable.credentials;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.Callable;

import com.jayway.jsonpath.JsonPath;
import dev.roundtable.Browser;
import dev.roundtable.RoundtableTest;
import dev.roundtable.signin.MailedSite;
import dev.roundtable.stores.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Addresses and forgotten passwords, with a real mail server. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ForgottenPasswordTests {

	private static final String NEW = "violin-lamp-77-grape";

	private MailedSite site;

	@BeforeAll
	void start() {
		// Every test comes from this machine, which limits do not count.
		this.site = new MailedSite();
	}

	@AfterAll
	void stop() {
		this.site.close();
	}

	private HttpResponse<String> ask(String who) {
		Browser browser = this.site.browser();
		browser.open("/forgot-password");
		return browser.submit("/forgot-password", "who", who, "_once", "ask " + who.hashCode());
	}

	private static String token(String path) {
		return path.substring(path.indexOf('=') + 1);
	}

	private int signIn(String name, String password) {
		Browser browser = this.site.browser();
		browser.open("/sign-in");
		return browser.submit("/sign-in", "name", name, "password", password).statusCode();
	}

	@Test
	void a_link_that_is_only_looked_at_confirms_nothing_and_its_button_does() throws Exception {
		Browser mei = this.site.registered("mei_looks", "Mei.Looks@Forum.example");
		String path = this.site.link("mei.looks@forum.example", 0);
		for (int i = 0; i < 3; i++) {
			HttpResponse<String> page = this.site.browser().open(path);
			assertThat(page.body()).contains("mei_looks", "mei.looks@forum.example");
			assertThat(page.headers().firstValue("Cache-Control")).hasValue("no-store");
		}
		assertThat(mei.open("/settings/address").body()).contains("You have not confirmed", "Waiting for you");
		assertThat(this.site.mails("mei.looks@forum.example", 1).getFirst().getFrom()[0])
			.hasToString("The forum <forum@forum.example>");
		Browser phone = this.site.browser();
		phone.open(path);
		Callable<HttpResponse<String>> click = () -> phone.submit("/address/confirm", "token", token(path), "_once",
				"c");
		assertThat(World.atOnce(2, List.of(click, click))).anyMatch((answer) -> answer.statusCode() == 200)
			.allMatch((answer) -> answer.statusCode() == 200 || answer.statusCode() == 409);
		assertThat(mei.open("/settings/address").body()).contains("mei.looks@forum.example")
			.doesNotContain("You have not confirmed", "Waiting for you");
		assertThat(phone.open(path).statusCode()).isEqualTo(410);
		assertThat(phone.open(path).body()).contains("was used already");
		assertThat(phone.open("/address/confirm?token=nonsense").statusCode()).isEqualTo(404);
		assertThat(phone.open("/address/confirm").statusCode()).isEqualTo(404);
	}

	@Test
	void who_forgot_her_password_chooses_a_new_one_in_any_browser_and_everybody_else_is_out() {
		String address = "forgetful@forum.example";
		Browser thief = this.site.confirmed("forgetful_fan", address);
		String made = this.site.browser()
			.withBasic("forgetful_fan", RoundtableTest.PASSWORD)
			.json("POST", "/api/v1/tokens", "{\"name\":\"x\"}")
			.body();
		Browser program = this.site.browser().with("Authorization", "Bearer " + JsonPath.read(made, "$.token"));
		assertThat(ask("forgetful_fan").headers().firstValue("Location")).hasValue("/forgot-password?sent");
		assertThat(ask(address).headers().firstValue("Location")).hasValue("/forgot-password?sent");
		assertThat(this.site.allMails(address)).as("one link is on its way").hasSize(2);
		String path = this.site.link(address, 1);
		Browser phone = this.site.registered("another_fan_here", "");
		assertThat(phone.open(path).body()).contains("forgetful_fan", "another_fan_here");
		HttpResponse<String> weak = phone.submit("/reset-password", "token", token(path), "password", "12345678");
		assertThat(weak.statusCode()).isEqualTo(422);
		assertThat(weak.body()).contains("first that are guessed");
		HttpResponse<String> done = phone.submit("/reset-password", "token", token(path), "password", NEW, "_once",
				"r");
		assertThat(done.headers().firstValue("Location")).hasValue("/sign-in?changed");
		assertThat(phone.submit("/reset-password", "token", token(path), "password", NEW, "_once", "r").statusCode())
			.as("a double click")
			.isEqualTo(302);
		assertThat(thief.open("/settings").statusCode()).isEqualTo(303);
		assertThat(program.open("/api/v1/nothing").statusCode()).isEqualTo(401);
		assertThat(signIn("forgetful_fan", RoundtableTest.PASSWORD)).isEqualTo(422);
		assertThat(signIn("forgetful_fan", NEW)).isEqualTo(303);
		assertThat(MailedSite.text(this.site.mails(address, 3).get(2)))
			.contains("password of your account forgetful_fan");
		HttpResponse<String> twice = phone.submit("/reset-password", "token", token(path), "password", "other-" + NEW);
		assertThat(twice.statusCode()).isEqualTo(410);
		assertThat(twice.body()).contains("was used already", "href=\"/forgot-password\"");
		assertThat(signIn("forgetful_fan", NEW)).isEqualTo(303);
	}

	@Test
	void a_link_is_too_old_after_a_day_and_says_what_to_do() {
		String address = "late@forum.example";
		this.site.confirmed("late_fan", address);
		ask("late_fan");
		String path = this.site.link(address, 1);
		this.site.jdbc().sql("""
				update one_time_links set expires_at = created_at
				where purpose = 'RESET' and detail = 'late@forum.example'""").update();
		Browser browser = this.site.browser();
		HttpResponse<String> page = browser.open(path);
		assertThat(page.statusCode()).isEqualTo(410);
		assertThat(page.body()).contains("too old", "href=\"/forgot-password\"");
		browser.open("/sign-in");
		assertThat(browser.submit("/reset-password", "token", token(path), "password", NEW).statusCode())
			.isEqualTo(410);
		assertThat(signIn("late_fan", NEW)).isEqualTo(422);
	}

	@Test
	void nobody_is_told_who_there_is() {
		this.site.confirmed("known_by_mail", "known@forum.example");
		this.site.registered("without_mail", "");
		List<HttpResponse<String>> answers = List.of(ask("known_by_mail"), ask("known@forum.example"),
				ask("without_mail"), ask("no_such_person"), ask("nobody@forum.example"));
		assertThat(answers).extracting(HttpResponse::statusCode).containsOnly(302);
		assertThat(answers).extracting((answer) -> answer.headers().firstValue("Location").orElseThrow())
			.containsOnly("/forgot-password?sent");
		assertThat(this.site.allMails("nobody@forum.example")).isEmpty();
		assertThat(this.site.registered("second_of_known", "known@forum.example").open("/settings/address").body())
			.contains("Waiting for you", "known@forum.example");
		String told = MailedSite.text(this.site.mails("known@forum.example", 3).get(2));
		assertThat(told).contains("You already have an account", "known_by_mail").doesNotContain("token=");
	}

	@Test
	void a_change_asks_for_the_password_and_is_taken_back_from_the_old_address() {
		Browser owner = this.site.confirmed("changing_fan", "old@forum.example");
		owner.open("/settings/address");
		assertThat(owner.submit("/settings/address", "address", "new@forum.example", "current", "wrong-" + NEW)
			.statusCode()).isEqualTo(422);
		assertThat(owner
			.submit("/settings/address", "address", "new@forum.example", "current", RoundtableTest.PASSWORD, "_once",
					"n")
			.headers()
			.firstValue("Location")).hasValue("/settings/address?sent");
		assertThat(owner.open("/settings/address").body()).contains("old@forum.example", "new@forum.example");
		String confirm = this.site.link("new@forum.example", 0);
		owner.open(confirm);
		assertThat(owner.submit("/address/confirm", "token", token(confirm)).statusCode()).isEqualTo(200);
		assertThat(owner.open("/settings/address").body()).contains("new@forum.example")
			.doesNotContain("old@forum.example");
		String undo = this.site.link("old@forum.example", 1);
		Browser phone = this.site.browser();
		assertThat(phone.open(undo).body()).contains("changing_fan", "old@forum.example");
		assertThat(phone.submit("/address/undo", "token", token(undo)).body()).contains("as it was",
				"/forgot-password");
		assertThat(owner.open("/settings").statusCode()).as("everybody is out").isEqualTo(303);
		ask("changing_fan");
		assertThat(this.site.link("old@forum.example", 2)).startsWith("/reset-password?token=");
	}

	@ParameterizedTest
	@ValueSource(strings = { "mei@forum.example\r\nBcc: all@forum.example", "梅@forum.example", "nobody" })
	void what_is_no_address_is_refused_beside_its_field_and_registers_nobody(String typed) {
		Browser browser = this.site.browser();
		browser.open("/register");
		HttpResponse<String> answer = browser.submit("/register", "name", "nobody_with_that", "password",
				RoundtableTest.PASSWORD, "address", typed);
		assertThat(answer.statusCode()).isEqualTo(422);
		assertThat(answer.body()).contains("id=\"address-error\"");
		assertThat(browser.open("/u/nobody_with_that").statusCode()).isEqualTo(404);
	}

	@Test
	void an_address_of_300_letters_is_refused_wherever_it_is_typed() {
		String typed = "m".repeat(288) + "@long.example";
		assertThat(ask(typed).statusCode()).isEqualTo(422);
		Browser fan = this.site.registered("fan_of_length", "");
		fan.open("/settings/address");
		assertThat(fan.submit("/settings/address", "address", typed, "current", RoundtableTest.PASSWORD).statusCode())
			.isEqualTo(422);
	}

	@Test
	void an_administrator_sends_a_test_and_sees_how_mail_is() {
		Browser ada = this.site.browser();
		ada.open("/sign-in");
		ada.submit("/sign-in", "name", RoundtableTest.ADMIN, "password", RoundtableTest.PASSWORD);
		ada.open("/admin/mail");
		assertThat(ada.submit("/admin/mail/test", "to", "test@forum.example", "_once", "t")
			.headers()
			.firstValue("Location")).hasValue("/admin/mail?sent");
		ada.submit("/admin/mail/test", "to", "test@forum.example", "_once", "t");
		assertThat(this.site.allMails("test@forum.example")).hasSize(1);
		assertThat(ada.open("/admin").body()).contains("Mail goes out");
	}

	@Test
	void where_an_address_is_required_nobody_comes_in_before_it_is_confirmed() {
		try (MailedSite strict = new MailedSite("--roundtable.accounts.address=REQUIRED")) {
			Browser none = strict.browser();
			none.open("/register");
			assertThat(none.submit("/register", "name", "hasty", "password", RoundtableTest.PASSWORD).statusCode())
				.isEqualTo(422);
			Browser mei = strict.registered("strict_mei", "mei@forum.example");
			assertThat(mei.open("/settings").statusCode()).isEqualTo(303);
			mei.open("/sign-in");
			HttpResponse<String> early = mei.submit("/sign-in", "name", "strict_mei", "password",
					RoundtableTest.PASSWORD);
			assertThat(early.statusCode()).isEqualTo(403);
			assertThat(early.body()).contains("not confirmed yet");
			assertThat(strict.browser()
				.withBasic("strict_mei", RoundtableTest.PASSWORD)
				.json("POST", "/api/v1/tokens", "{\"name\":\"x\"}")
				.statusCode()).isEqualTo(401);
			String path = strict.link("mei@forum.example", 0);
			mei.open(path);
			mei.submit("/address/confirm", "token", token(path));
			mei.open("/sign-in");
			assertThat(mei.submit("/sign-in", "name", "strict_mei", "password", RoundtableTest.PASSWORD).statusCode())
				.isEqualTo(303);
			assertThat(strict.allMails("mei@forum.example")).as("one was on its way").hasSize(1);
		}
	}

}
