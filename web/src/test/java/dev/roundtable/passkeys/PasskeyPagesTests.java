package dev.roundtable.passkeys;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.jayway.jsonpath.JsonPath;
import dev.roundtable.Browser;
import dev.roundtable.RoundtableTest;
import dev.roundtable.factors.Codes;
import dev.roundtable.signin.MailedSite;
import dev.roundtable.stores.World;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

class PasskeyPagesTests extends RoundtableTest {

	private static final Pattern OPTIONS = Pattern.compile("data-options=\"(\\{[^\"]+)\"");

	private static final Pattern REMOVE = Pattern.compile("action=\"(/settings/passkeys/\\d+/remove)\"");

	@Autowired
	private Ceremony ceremony;

	private static String found(Pattern pattern, String page) {
		Matcher matcher = pattern.matcher(page);
		assertThat(matcher.find()).as(page).isTrue();
		return matcher.group(1);
	}

	private Authenticator device() {
		return new Authenticator(this.ceremony.origin(), this.ceremony.host());
	}

	private static HttpResponse<String> begin(Browser browser, String... more) {
		browser.open("/settings/passkeys");
		String[] fields = new String[more.length + 4];
		System.arraycopy(new String[] { "name", "Her phone", "current", PASSWORD }, 0, fields, 0, 4);
		System.arraycopy(more, 0, fields, 4, more.length);
		return browser.submit("/settings/passkeys/begin", fields);
	}

	private static void add(Browser browser, Authenticator device, String... more) {
		HttpResponse<String> asked = begin(browser, more);
		assertThat(asked.headers().firstValue("Cache-Control")).hasValue("no-store");
		String options = found(OPTIONS, asked.body()).replace("&quot;", "\"");
		device.handle = JsonPath.read(options, "$.user.id");
		String made = device.create(JsonPath.read(options, "$.challenge"));
		for (int i = 0; i < 2; i++) {
			HttpResponse<String> added = browser.submit("/settings/passkeys", "name", "Her phone", "credential", made,
					"_once", "add");
			assertThat(added.headers().firstValue("Location")).as(added.body()).hasValue("/settings/passkeys?saved");
		}
		device.uses++;
	}

	private static String challenge(Browser browser) {
		browser.open("/sign-in");
		HttpResponse<String> options = browser.submit("/sign-in/passkey/options");
		assertThat(options.headers().firstValue("Cache-Control")).hasValue("no-store");
		return JsonPath.read(options.body(), "$.challenge");
	}

	private static HttpResponse<String> signIn(Browser browser, Authenticator device, String... more) {
		String answer = device.get(challenge(browser));
		device.uses++;
		String[] fields = new String[more.length + 2];
		System.arraycopy(new String[] { "credential", answer }, 0, fields, 0, 2);
		System.arraycopy(more, 0, fields, 2, more.length);
		return browser.submit("/sign-in/passkey", fields);
	}

	@Test
	void a_passkey_signs_in_and_leads_where_one_was_going_and_no_further() {
		Browser mei = registered("keys_mei");
		Authenticator device = device();
		add(mei, device);
		assertThat(mei.open("/settings/passkeys").body()).contains("Her phone", "Never used");
		Browser phone = browser();
		assertThat(phone.open("/sign-in").body()).contains("data-passkey=\"get\"", "/assets/passkeys");
		HttpResponse<String> in = signIn(phone, device, "next", "/settings");
		assertThat(in.headers().firstValue("Location")).as(in.body()).hasValue("/settings");
		assertThat(phone.open("/settings").body()).contains("keys_mei");
		assertThat(mei.open("/settings/passkeys").body()).contains("Last used");
		assertThat(signIn(browser(), device, "next", "https://evil.example/").headers().firstValue("Location"))
			.hasValue("/");
		HttpResponse<String> resumed = signIn(browser(), device, "held-path", "/preview", "held.body", "What I wrote");
		assertThat(resumed.body()).contains("What I wrote", "action=\"/preview\"");
	}

	@Test
	void a_passkey_is_added_and_removed_with_the_password_alone() {
		Browser mei = registered("keys_password");
		mei.open("/settings/passkeys");
		HttpResponse<String> wrong = mei.submit("/settings/passkeys/begin", "name", "Phone", "current", "wrong-word-1");
		assertThat(wrong.statusCode()).isEqualTo(422);
		assertThat(wrong.body()).contains("not your current password").doesNotContain("data-passkey=\"create\"");
		Authenticator device = device();
		add(mei, device);
		String remove = found(REMOVE, mei.open("/settings/passkeys").body());
		Browser jun = registered("keys_jun");
		jun.open("/settings/passkeys");
		assertThat(jun.submit(remove, "current", PASSWORD, "_once", "k").statusCode()).isEqualTo(404);
		assertThat(mei.submit(remove, "current", "wrong-word-1", "_once", "k").statusCode()).isEqualTo(422);
		assertThat(signIn(browser(), device).statusCode()).isEqualTo(303);
		assertThat(mei.submit(remove, "current", PASSWORD, "_once", "k").statusCode()).isEqualTo(302);
		HttpResponse<String> gone = signIn(browser(), device);
		assertThat(gone.statusCode()).isEqualTo(422);
		assertThat(gone.body()).contains("does not know this passkey");
		assertThat(browser().open("/settings/passkeys").statusCode()).isEqualTo(303);
	}

	@Test
	void an_answer_sent_again_or_twice_at_once_signs_in_once() throws InterruptedException {
		Browser mei = registered("keys_once");
		Authenticator device = device();
		add(mei, device);
		Browser phone = browser();
		String answer = device.get(challenge(phone));
		List<Browser> tries = java.util.stream.Stream.generate(this::browser).limit(4).toList();
		tries.forEach((browser) -> browser.open("/sign-in"));
		List<Callable<Integer>> send = tries.stream()
			.<Callable<Integer>>map(
					(browser) -> () -> browser.submit("/sign-in/passkey", "credential", answer).statusCode())
			.toList();
		assertThat(World.atOnce(4, send)).containsExactlyInAnyOrder(303, 422, 422, 422);
		HttpResponse<String> again = phone.submit("/sign-in/passkey", "credential", answer);
		assertThat(again.statusCode()).isEqualTo(422);
		assertThat(again.body()).contains("took too long");
		assertThat(phone.cookies()).doesNotContainKey("rt_session");
		assertThat(phone.submit("/sign-in/passkey").statusCode()).isEqualTo(422);
	}

	@Test
	void whoever_signs_in_with_codes_needs_one_to_add_a_passkey_and_none_after_it() {
		Browser mei = registered("keys_codes");
		String secret = found(Pattern.compile("name=\"secret\" value=\"([A-Z2-7]+)\""),
				mei.open("/settings/second-factor").body());
		String on = mei
			.submit("/settings/second-factor", "secret", secret, "code", Codes.now(secret), "current", PASSWORD,
					"_once", "on")
			.body();
		String recovery = found(Pattern.compile("<code>([A-Z2-7]{5}-[A-Z2-7]{5})</code>"), on);
		HttpResponse<String> without = begin(mei);
		assertThat(without.statusCode()).isEqualTo(422);
		assertThat(without.body()).contains("This code is not right").doesNotContain("data-passkey=\"create\"");
		Authenticator device = device();
		add(mei, device, "code", recovery);
		Browser phone = browser();
		assertThat(signIn(phone, device).statusCode()).isEqualTo(303);
		assertThat(phone.open("/settings").statusCode()).isEqualTo(200);
	}

	@Test
	void a_suspended_person_makes_none_and_sees_what_a_stranger_sees() {
		Browser mei = registered("keys_suspended");
		Authenticator device = device();
		add(mei, device);
		Browser ada = admin();
		String made = browser().withBasic(ADMIN, PASSWORD).json("POST", "/api/v1/tokens", "{\"name\":\"k\"}").body();
		assertThat(browser().with("Authorization", "Bearer " + JsonPath.read(made, "$.token"))
			.json("PUT", "/api/v1/people/keys_suspended/suspension", "{\"reason\":\"Spam\"}")
			.statusCode()).isIn(200, 204);
		assertThat(begin(mei).statusCode()).isEqualTo(403);
		Browser phone = browser();
		assertThat(signIn(phone, device).statusCode()).isEqualTo(303);
		assertThat(phone.open("/settings").body()).contains("Spam");
		assertThat(ada.open("/admin").statusCode()).isEqualTo(200);
	}

	@Test
	void where_a_role_needs_a_second_step_a_passkey_is_one() {
		try (MailedSite strict = new MailedSite("--roundtable.second-factor.required-for=ADMINISTRATOR")) {
			Browser ada = strict.browser();
			ada.open("/sign-in");
			ada.submit("/sign-in", "name", ADMIN, "password", PASSWORD);
			assertThat(ada.open("/admin").headers().firstValue("Location")).hasValue("/settings/second-factor");
			assertThat(ada.open("/settings/second-factor").body()).contains("/settings/passkeys");
			Authenticator device = new Authenticator("https://forum.example", "forum.example");
			add(ada, device);
			assertThat(ada.open("/admin").statusCode()).isEqualTo(200);
			Browser alone = strict.browser();
			alone.open("/sign-in");
			HttpResponse<String> stopped = alone.submit("/sign-in", "name", ADMIN, "password", PASSWORD);
			assertThat(stopped.statusCode()).isEqualTo(403);
			assertThat(stopped.body()).contains("Sign in with your passkey");
			assertThat(alone.cookies()).doesNotContainKey("rt_session");
			assertThat(strict.browser()
				.withBasic(ADMIN, PASSWORD)
				.json("POST", "/api/v1/tokens", "{\"name\":\"x\"}")
				.statusCode()).isEqualTo(401);
			assertThat(signIn(alone, device).statusCode()).isEqualTo(303);
			assertThat(alone.open("/admin").statusCode()).isEqualTo(200);
			long id = strict.jdbc()
				.sql("select id from accounts where name = ?")
				.param(ADMIN)
				.query(Long.class)
				.single();
			assertThat(alone.open("/admin/people/" + id + "/reset").body()).contains("/second-factor/off");
			alone.submit("/admin/people/" + id + "/second-factor/off", "_once", "off");
			assertThat(alone.open("/admin").headers().firstValue("Location")).hasValue("/settings/second-factor");
			assertThat(signIn(strict.browser(), device).statusCode()).isEqualTo(422);
		}
	}

	@Test
	void a_new_passkey_is_told_by_mail_and_goes_when_an_address_is_taken_back() {
		try (MailedSite site = new MailedSite()) {
			Browser mei = site.confirmed("keys_mailed", "keys@first.example");
			Authenticator device = new Authenticator("https://forum.example", "forum.example");
			add(mei, device);
			assertThat(site.allMails("keys@first.example"))
				.anySatisfy((mail) -> assertThat(mail.getSubject()).contains("passkey was added"));
		}
	}

}
