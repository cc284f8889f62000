package dev.roundtable.signin;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

import com.jayway.jsonpath.JsonPath;
import dev.roundtable.Browser;
import dev.roundtable.RoundtableTest;
import dev.roundtable.journal.Entry;
import dev.roundtable.journal.Journal;
import dev.roundtable.journal.Subject;
import dev.roundtable.stores.World;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

class SignInTests extends RoundtableTest {

	@Autowired
	private Journal journal;

	@Test
	void a_new_fan_is_signed_in_at_once() {
		Browser browser = registered("mei_lin");
		assertThat(browser.open("/settings").statusCode()).isEqualTo(200);
		assertThat(browser.open("/u/MEI_LIN").body()).contains("mei_lin");
	}

	@Test
	void the_session_cookie_is_out_of_reach_for_scripts_and_other_sites() {
		Browser browser = browser();
		browser.open("/register");
		HttpResponse<String> answer = browser.submit("/register", "name", "cookie_fan", "password", PASSWORD);
		assertThat(answer.statusCode()).isEqualTo(303);
		assertThat(answer.headers().allValues("Set-Cookie")).filteredOn((cookie) -> cookie.startsWith("rt_session="))
			.singleElement()
			.asString()
			.contains("HttpOnly", "SameSite=Lax", "Max-Age=2592000", "Path=/");
	}

	@Test
	void a_session_that_was_planted_before_signing_in_is_worth_nothing() {
		registered("fixed_fan");
		Browser victim = browser();
		victim.cookies().put("rt_session", "planted-by-an-attacker");
		victim.open("/sign-in");
		victim.submit("/sign-in", "name", "fixed_fan", "password", PASSWORD);
		assertThat(victim.cookies().get("rt_session")).isNotEqualTo("planted-by-an-attacker");
		Browser attacker = browser();
		attacker.cookies().put("rt_session", "planted-by-an-attacker");
		assertThat(attacker.open("/settings").statusCode()).isEqualTo(303);
	}

	@Test
	void signing_in_again_ends_the_session_before() {
		Browser browser = registered("twice_fan");
		String first = browser.cookies().get("rt_session");
		browser.cookies().put("rt_session", "");
		browser.open("/sign-in");
		browser.cookies().put("rt_session", first);
		browser.open("/settings");
		browser.submit("/sign-in", "name", "twice_fan", "password", PASSWORD);
		assertThat(browser.cookies().get("rt_session")).isNotEqualTo(first);
		Browser old = browser();
		old.cookies().put("rt_session", first);
		assertThat(old.open("/settings").statusCode()).isEqualTo(303);
	}

	@Test
	void after_signing_out_the_cookie_is_dead() {
		Browser browser = registered("leaving_fan");
		String session = browser.cookies().get("rt_session");
		browser.open("/settings");
		assertThat(browser.submit("/sign-out").statusCode()).isEqualTo(303);
		assertThat(browser.cookies()).doesNotContainKey("rt_session");
		browser.cookies().put("rt_session", session);
		assertThat(browser.open("/settings").headers().firstValue("Location")).hasValue("/sign-in?next=%2Fsettings");
	}

	@Test
	void a_form_without_its_token_is_refused() {
		Browser browser = registered("csrf_fan");
		HttpResponse<String> forged = browser.post("/settings/tokens", "application/x-www-form-urlencoded", "name=x");
		assertThat(forged.statusCode()).isEqualTo(403);
		assertThat(forged.body()).contains("too old");
	}

	@Test
	void a_wrong_password_and_an_unknown_name_get_the_same_answer_and_keep_the_name() {
		registered("known_fan");
		for (String name : new String[] { "known_fan", "nobody_at_all" }) {
			Browser browser = browser();
			browser.open("/sign-in?next=/settings");
			HttpResponse<String> answer = browser.submit("/sign-in", "name", name, "password", "wrong-password-1",
					"next", "/settings");
			assertThat(answer.statusCode()).isEqualTo(422);
			assertThat(answer.body())
				.contains("Name or password is wrong.", "value=\"" + name + "\"", "value=\"/settings\"")
				.doesNotContain("wrong-password-1");
		}
	}

	@Test
	void after_some_wrong_guesses_the_next_has_to_wait_a_moment_on_the_page_and_the_api() {
		registered("guessed_fan");
		Browser browser = guessing("guessed_fan");
		HttpResponse<String> answer = browser.submit("/sign-in", "name", "guessed_fan", "password", PASSWORD);
		assertThat(answer.statusCode()).isEqualTo(429);
		assertThat(answer.headers().firstValueAsLong("Retry-After").orElseThrow()).isBetween(1L, 3L);
		assertThat(answer.body()).contains("That was too often", "value=\"guessed_fan\"");
		HttpResponse<String> basic = browser().withBasic("guessed_fan", PASSWORD)
			.json("POST", "/api/v1/tokens", "{\"name\":\"x\"}");
		assertThat(basic.statusCode()).isEqualTo(429);
		assertThat(basic.headers().firstValue("Retry-After")).isPresent();
	}

	/** A stranger's browser that has used up its free guesses. */
	private Browser guessing(String name) {
		Browser browser = browser();
		browser.open("/sign-in");
		for (int i = 0; i < 5; i++) {
			assertThat(browser.submit("/sign-in", "name", name, "password", "guess-number-" + i).statusCode())
				.isEqualTo(422);
		}
		return browser;
	}

	@Test
	void nobody_is_locked_out_of_a_browser_she_was_signed_in_before() {
		Browser hers = registered("hunted_fan");
		hers.open("/settings");
		hers.submit("/sign-out");
		assertThat(guessing("hunted_fan").submit("/sign-in", "name", "hunted_fan", "password", PASSWORD).statusCode())
			.isEqualTo(429);
		hers.open("/sign-in");
		assertThat(hers.submit("/sign-in", "name", "hunted_fan", "password", PASSWORD).statusCode()).isEqualTo(303);
	}

	@Test
	void a_browser_known_for_one_person_guesses_for_another_like_a_stranger() {
		registered("victim_fan");
		Browser mine = registered("guesser_fan");
		mine.open("/settings");
		mine.submit("/sign-out");
		mine.open("/sign-in");
		for (int i = 0; i < 5; i++) {
			mine.submit("/sign-in", "name", "victim_fan", "password", "guess-number-" + i);
		}
		assertThat(mine.submit("/sign-in", "name", "victim_fan", "password", PASSWORD).statusCode()).isEqualTo(429);
	}

	@Test
	void a_double_click_on_register_makes_one_account_and_signs_in_twice() throws InterruptedException {
		Browser one = browser();
		one.open("/register");
		Callable<Integer> click = () -> one
			.submit("/register", "name", "eager_fan", "password", PASSWORD, "_once", "click-1")
			.statusCode();
		assertThat(World.atOnce(2, List.of(click, click))).containsOnly(303);
		assertThat(one.open("/settings").statusCode()).isEqualTo(200);
		assertThat(one.submit("/register", "name", "eager_fan", "password", "some-other-words-7", "_once", "click-1")
			.statusCode()).as("another password is another person").isEqualTo(422);
	}

	@Test
	void a_hash_from_before_is_made_anew_at_the_next_sign_in() {
		registered("old_hash_fan");
		this.jdbc.sql("update accounts set password_hash = substring(password_hash, 29) where name = 'old_hash_fan'")
			.update();
		assertThat(hash("old_hash_fan")).startsWith("$argon2id$");
		Browser browser = browser();
		browser.open("/sign-in");
		assertThat(browser.submit("/sign-in", "name", "old_hash_fan", "password", PASSWORD).statusCode())
			.isEqualTo(303);
		assertThat(hash("old_hash_fan")).startsWith("{argon2@SpringSecurity_v5_8}$argon2id$");
		browser.cookies().clear();
		browser.open("/sign-in");
		assertThat(browser.submit("/sign-in", "name", "old_hash_fan", "password", PASSWORD).statusCode())
			.isEqualTo(303);
	}

	private String hash(String name) {
		return this.jdbc.sql("select password_hash from accounts where name = :name")
			.param("name", name)
			.query(String.class)
			.single();
	}

	@Test
	void a_session_is_no_token_and_a_token_is_no_session() {
		Browser browser = registered("kinds_fan");
		browser.open("/settings");
		String session = browser.cookies().get("rt_session");
		assertThat(browser().with("Authorization", "Bearer " + session).open("/api/v1/nothing").statusCode())
			.isEqualTo(401);
		HttpResponse<String> made = browser().withBasic("kinds_fan", PASSWORD)
			.json("POST", "/api/v1/tokens", "{\"name\":\"x\"}");
		String token = JsonPath.read(made.body(), "$.token");
		assertThat(browser().with("Authorization", "Bearer " + token).open("/api/v1/nothing").statusCode())
			.isEqualTo(404);
		Browser planted = browser();
		planted.cookies().put("rt_session", token);
		assertThat(planted.open("/settings").statusCode()).isEqualTo(303);
	}

	@Test
	void after_signing_in_one_lands_where_one_was_going_but_never_elsewhere() {
		registered("next_fan");
		Browser browser = browser();
		String way = browser.open("/settings").headers().firstValue("Location").orElseThrow();
		assertThat(way).isEqualTo("/sign-in?next=%2Fsettings");
		browser.open(way);
		assertThat(landing(browser, "/settings?a=1")).isEqualTo("/settings?a=1");
		for (String evil : new String[] { "//evil.example", "/\\evil.example", "https://evil.example", "javascript:a",
				"/\t/evil.example", "" }) {
			Browser other = browser();
			other.open("/sign-in");
			assertThat(landing(other, evil)).isEqualTo("/");
		}
	}

	private static String landing(Browser browser, String next) {
		return browser.submit("/sign-in", "name", "next_fan", "password", PASSWORD, "next", next)
			.headers()
			.firstValue("Location")
			.orElseThrow();
	}

	@Test
	void a_name_that_is_taken_is_refused_and_stays_in_the_form() {
		registered("taken_fan");
		Browser browser = browser();
		browser.open("/register");
		HttpResponse<String> answer = browser.submit("/register", "name", "TAKEN_fan", "password", PASSWORD);
		assertThat(answer.statusCode()).isEqualTo(422);
		assertThat(answer.body()).contains("This name is taken", "value=\"TAKEN_fan\"").doesNotContain(PASSWORD);
	}

	@Test
	void a_changed_password_signs_everyone_else_out() {
		Browser browser = registered("careful_fan");
		Browser elsewhere = browser();
		elsewhere.open("/sign-in");
		elsewhere.submit("/sign-in", "name", "careful_fan", "password", PASSWORD);
		assertThat(elsewhere.open("/settings").statusCode()).isEqualTo(200);
		browser.open("/settings");
		assertThat(browser.submit("/settings/password", "current", "not-this-one", "password", "another-horse-7")
			.statusCode()).isEqualTo(422);
		assertThat(
				browser.submit("/settings/password", "current", PASSWORD, "password", "another-horse-7").statusCode())
			.isEqualTo(302);
		assertThat(browser.open("/settings").statusCode()).isEqualTo(200);
		assertThat(elsewhere.open("/settings").statusCode()).isEqualTo(303);
	}

	@Test
	void a_role_takes_effect_at_the_next_click() {
		Browser fan = registered("promoted_fan");
		assertThat(fan.open("/admin/people").statusCode()).isEqualTo(403);
		assertThat(fan.open("/admin").statusCode()).isEqualTo(403);
		long id = this.jdbc.sql("select id from accounts where name = 'promoted_fan'").query(Long.class).single();
		Browser admin = admin();
		assertThat(admin.open("/admin/people?q=promo").body()).contains("promoted_fan");
		assertThat(admin.submit("/admin/people/" + id + "/role", "role", "ADMINISTRATOR").statusCode()).isEqualTo(302);
		assertThat(fan.open("/admin/people").statusCode()).isEqualTo(200);
		assertThat(fan.open("/admin").body()).contains("Administration", "/admin/boards", "/admin/people");
		assertThat(admin.open("/admin/people?q=promo").body()).contains("/admin/journal?who=promoted_fan",
				"/u/promoted_fan/sanction", "/admin/people/" + id + "/erase");
		assertThat(admin.open("/admin/people?q=promo&of=FAN").body()).doesNotContain("promoted_fan");
		assertThat(admin
			.submit("/admin/people/" + id + "/role", "role", "FAN", "q", "promo fan&x", "of", "ENGINEER", "cursor",
					"1-7")
			.headers()
			.firstValue("Location")).hasValue("/admin/people?saved=&q=promo%20fan%26x&of=ENGINEER&cursor=1-7");
		assertThat(this.journal.of(Subject.of("account", id))).extracting(Entry::action, Entry::facts)
			.containsSubsequence(tuple("joined", Map.of("name", "promoted_fan", "role", "FAN")),
					tuple("role changed", Map.of("from", "FAN", "to", "ADMINISTRATOR")),
					tuple("role changed", Map.of("from", "ADMINISTRATOR", "to", "FAN")));
		assertThat(fan.open("/admin/people").statusCode()).isEqualTo(403);
	}

	@Test
	void the_last_administrator_stays_one() {
		Browser admin = admin();
		admin.open("/admin/people");
		long id = this.jdbc.sql("select id from accounts where name = 'ada'").query(Long.class).single();
		this.jdbc.sql("update accounts set role = 'FAN' where role = 'ADMINISTRATOR' and id <> :id")
			.param("id", id)
			.update();
		HttpResponse<String> answer = admin.submit("/admin/people/" + id + "/role", "role", "FAN");
		assertThat(answer.statusCode()).isEqualTo(422);
		assertThat(answer.body()).contains("remain an administrator");
	}

	@Test
	void registering_says_all_that_is_wrong_at_once() {
		Browser browser = browser();
		browser.open("/register");
		HttpResponse<String> refused = browser.submit("/register", "name", "x", "password", "short");
		assertThat(refused.statusCode()).isEqualTo(422);
		assertThat(refused.body()).contains("id=\"name-error\"", "id=\"password-error\"");
		assertThat(browser.submit("/register", "name", "x", "password", PASSWORD).body()).contains("id=\"name-error\"")
			.doesNotContain("id=\"password-error\"");
	}

}
