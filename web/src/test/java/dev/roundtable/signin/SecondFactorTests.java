package dev.roundtable.signin;

import java.net.http.HttpResponse;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.roundtable.Browser;
import dev.roundtable.RoundtableTest;
import dev.roundtable.factors.Codes;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SecondFactorTests extends RoundtableTest {

	private static final Pattern SECRET = Pattern.compile("name=\"secret\" value=\"([A-Z2-7]+)\"");

	private static final Pattern HALF = Pattern.compile("name=\"half\" value=\"([^\"]+)\"");

	private static final Pattern RECOVERY = Pattern.compile("<code>([A-Z2-7]{5}-[A-Z2-7]{5})</code>");

	private static String found(Pattern pattern, String page) {
		Matcher matcher = pattern.matcher(page);
		assertThat(matcher.find()).as(page).isTrue();
		return matcher.group(1);
	}

	/** The page that shows the recovery codes. */
	private static HttpResponse<String> turnOn(Browser browser) {
		String secret = found(SECRET, browser.open("/settings/second-factor").body());
		return browser.submit("/settings/second-factor", "secret", secret, "code", Codes.now(secret), "current",
				PASSWORD, "_once", "on");
	}

	private HttpResponse<String> password(Browser browser, String name, String... more) {
		browser.open("/sign-in");
		String[] fields = new String[more.length + 4];
		System.arraycopy(new String[] { "name", name, "password", PASSWORD }, 0, fields, 0, 4);
		System.arraycopy(more, 0, fields, 4, more.length);
		return browser.submit("/sign-in", fields);
	}

	@Test
	void a_password_alone_opens_nothing_any_more() {
		Browser mei = registered("two_step_fan");
		String secret = found(SECRET, mei.open("/settings/second-factor").body());
		assertThat(
				mei.submit("/settings/second-factor", "secret", secret, "code", Codes.now(secret), "current", "wrong-1")
					.statusCode())
			.isEqualTo(422);
		HttpResponse<String> wrong = mei.submit("/settings/second-factor", "secret", secret, "code", "123", "current",
				PASSWORD);
		assertThat(wrong.statusCode()).isEqualTo(422);
		assertThat(wrong.body()).as("the app need not read it again").contains(secret, "This code is not right");
		HttpResponse<String> on = turnOn(mei);
		assertThat(on.headers().firstValue("Cache-Control")).hasValue("no-store");
		String recovery = found(RECOVERY, on.body());
		assertThat(mei.open("/settings/second-factor").body()).contains("10 recovery codes").doesNotContain(recovery);
		assertThat(browser().withBasic("two_step_fan", PASSWORD)
			.json("POST", "/api/v1/tokens", "{\"name\":\"x\"}")
			.statusCode()).isEqualTo(401);
		Browser phone = browser();
		HttpResponse<String> asked = password(phone, "two_step_fan", "next", "/settings");
		assertThat(asked.statusCode()).isEqualTo(200);
		assertThat(phone.cookies()).doesNotContainKey("rt_session");
		String half = found(HALF, asked.body());
		HttpResponse<String> refused = phone.submit("/sign-in/code", "half", half, "code", "000000", "next",
				"/settings");
		assertThat(refused.statusCode()).isEqualTo(422);
		assertThat(found(HALF, refused.body())).isEqualTo(half);
		HttpResponse<String> in = phone.submit("/sign-in/code", "half", half, "code", recovery, "next", "/settings");
		assertThat(in.headers().firstValue("Location")).hasValue("/settings");
		assertThat(phone.open("/settings").statusCode()).isEqualTo(200);
		Browser other = browser();
		other.open("/sign-in");
		assertThat(other.submit("/sign-in/code", "half", half, "code", recovery).body()).contains("took too long");
		assertThat(other.submit("/sign-in/code", "half", "nonsense", "code", recovery).statusCode()).isEqualTo(422);
	}

	@Test
	void what_was_typed_before_a_sign_in_survives_both_steps() {
		Browser mei = registered("held_two_step_fan");
		String recovery = found(RECOVERY, turnOn(mei).body());
		Browser phone = browser();
		HttpResponse<String> asked = password(phone, "held_two_step_fan", "held-path", "/preview", "held.body",
				"What I wrote");
		assertThat(asked.body()).contains("What I wrote");
		HttpResponse<String> in = phone.submit("/sign-in/code", "half", found(HALF, asked.body()), "code", recovery,
				"held-path", "/preview", "held.body", "What I wrote");
		assertThat(in.statusCode()).isEqualTo(200);
		assertThat(in.body()).contains("What I wrote", "action=\"/preview\"");
	}

	@Test
	void after_some_wrong_codes_the_next_has_to_wait() {
		Browser mei = registered("guessed_two_step_fan");
		turnOn(mei);
		Browser thief = browser();
		String half = found(HALF, password(thief, "guessed_two_step_fan").body());
		int status = 0;
		for (int i = 0; i < 7 && status != 429; i++) {
			status = thief.submit("/sign-in/code", "half", half, "code", "00000" + i).statusCode();
		}
		assertThat(status).isEqualTo(429);
	}

	@Test
	void it_is_turned_off_with_password_and_code_or_by_an_administrator() {
		Browser mei = registered("off_two_step_fan");
		String recovery = found(RECOVERY, turnOn(mei).body());
		mei.open("/settings/second-factor");
		assertThat(mei.submit("/settings/second-factor/off", "current", PASSWORD, "code", "1").statusCode())
			.isEqualTo(422);
		assertThat(mei.submit("/settings/second-factor/off", "current", PASSWORD, "code", recovery).statusCode())
			.isEqualTo(302);
		assertThat(password(browser(), "off_two_step_fan").statusCode()).isEqualTo(303);
		turnOn(mei);
		long id = this.jdbc.sql("select id from accounts where name = 'off_two_step_fan'").query(Long.class).single();
		mei.open("/settings");
		assertThat(mei.submit("/admin/people/" + id + "/second-factor/off").statusCode()).isEqualTo(403);
		Browser ada = admin();
		assertThat(ada.open("/admin/people/" + id + "/reset").body()).contains("/second-factor/off");
		assertThat(ada.submit("/admin/people/" + id + "/second-factor/off", "_once", "off").statusCode())
			.isEqualTo(302);
		assertThat(password(browser(), "off_two_step_fan").statusCode()).isEqualTo(303);
	}

	@Test
	void where_a_role_needs_it_nothing_else_opens_before_it_is_on() {
		try (MailedSite strict = new MailedSite("--roundtable.second-factor.required-for=ADMINISTRATOR")) {
			Browser ada = strict.browser();
			assertThat(password(ada, ADMIN).statusCode()).isEqualTo(303);
			assertThat(ada.open("/admin").headers().firstValue("Location")).hasValue("/settings/second-factor");
			String made = strict.browser()
				.withBasic(ADMIN, PASSWORD)
				.json("POST", "/api/v1/tokens", "{\"name\":\"x\"}")
				.body();
			assertThat(made).contains("two-step");
			strict.jdbc()
				.sql("""
						insert into api_tokens (account_id, token_hash, name, created_at)
						select id, :hash, 'from before', current_timestamp from accounts where name = :name""")
				.param("hash", dev.roundtable.http.Secret.digest("rt_from_before"))
				.param("name", ADMIN)
				.update();
			Browser program = strict.browser().with("Authorization", "Bearer rt_from_before");
			for (String path : new String[] { "/api/v1/topics", "/api/v1/notifications", "/api/v1/people/" + ADMIN }) {
				assertThat(program.open(path).statusCode()).as(path).isEqualTo(403);
			}
			assertThat(program.json("POST", "/api/v1/boards", "{}").statusCode()).isEqualTo(403);
			Browser fan = strict.registered("free_fan", "");
			assertThat(fan.open("/settings").statusCode()).isEqualTo(200);
			assertThat(turnOn(ada).statusCode()).isEqualTo(200);
			assertThat(ada.open("/admin").statusCode()).isEqualTo(200);
			assertThat(program.open("/api/v1/notifications").statusCode()).isEqualTo(200);
		}
	}

}
