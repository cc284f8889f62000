package dev.roundtable.federation;

import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.roundtable.Browser;
import dev.roundtable.RoundtableTest;
import dev.roundtable.factors.Codes;
import dev.roundtable.signin.MailedSite;
import dev.roundtable.stores.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import static org.assertj.core.api.Assertions.assertThat;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FederationTests {

	private static final String PASSWORD = RoundtableTest.PASSWORD;

	private static final Pattern TOKEN = Pattern.compile("name=\"token\" value=\"([^\"]+)\"");

	private static final Pattern UNLINK = Pattern.compile("action=\"(/settings/federation/\\d+/unlink)\"");

	private final OidcServer company = new OidcServer();

	private MailedSite site = new MailedSite(settings());

	private String[] settings(String... more) {
		return Stream.concat(
				Stream.of("--roundtable.federation.providers.company.kind=OIDC",
						"--roundtable.federation.providers.company.name=The Company",
						"--roundtable.federation.providers.company.issuer=" + this.company.issuer(),
						"--roundtable.federation.providers.company.client-id=" + OidcServer.CLIENT,
						"--roundtable.federation.providers.company.client-secret=" + OidcServer.SECRET,
						"--roundtable.federation.providers.gone.kind=OIDC",
						"--roundtable.federation.providers.gone.issuer=http://127.0.0.1:1",
						"--roundtable.federation.providers.gone.client-id=x",
						"--roundtable.federation.providers.github.kind=GITHUB",
						"--roundtable.federation.providers.github.client-id=", "--roundtable.limits.enabled=false"),
				Stream.of(more))
			.toArray(String[]::new);
	}

	@BeforeAll
	void start() {
		assertThat(this.site.browser().open("/sign-in").statusCode()).isEqualTo(200);
	}

	@AfterAll
	void stop() {
		this.site.close();
		this.company.close();
	}

	@BeforeEach
	void honest() {
		this.company.lie = (_) -> {
		};
		this.company.signs = this.company.key;
	}

	private static String found(Pattern pattern, String page) {
		Matcher matcher = pattern.matcher(page);
		assertThat(matcher.find()).as(page).isTrue();
		return matcher.group(1);
	}

	/** Where the page sends a browser. */
	private static String there(HttpResponse<String> going) {
		assertThat(going.statusCode()).as(going.body()).isEqualTo(200);
		String refresh = going.headers().firstValue("Refresh").orElseThrow();
		assertThat(refresh).startsWith("0;url=");
		return refresh.substring("0;url=".length());
	}

	private String leave(Browser browser, String... fields) {
		browser.open("/sign-in");
		return there(browser.submit("/sign-in/with/company", fields));
	}

	private static String path(String url) {
		assertThat(url).startsWith("https://forum.example/sign-in/from/");
		return url.substring("https://forum.example".length());
	}

	private HttpResponse<String> comes(Browser browser, String subject, String... fields) {
		this.company.subject = subject;
		this.company.username = subject + " there";
		String there = leave(browser, fields);
		return browser.open(path(this.company.letIn(there)));
	}

	private HttpResponse<String> joins(Browser browser, String subject, String name) {
		String token = found(TOKEN, comes(browser, subject).body());
		return browser.submit("/sign-in/arrival", "token", token, "name", name, "_once", "join");
	}

	private static HttpResponse<String> back(Browser browser, String back) {
		return browser.open(path(back));
	}

	private static boolean signedIn(Browser browser) {
		return browser.open("/settings").statusCode() == 200;
	}

	@Test
	void buttons_are_there_for_what_is_configured_and_for_nothing_else() {
		String page = this.site.browser().open("/sign-in").body();
		assertThat(page).contains("/sign-in/with/company", "The Company").doesNotContain("/sign-in/with/github");
		Browser browser = this.site.browser();
		browser.open("/sign-in");
		assertThat(browser.submit("/sign-in/with/github").statusCode()).isEqualTo(404);
		HttpResponse<String> away = browser.submit("/sign-in/with/gone");
		assertThat(away.statusCode()).isEqualTo(502);
		assertThat(away.body()).contains("gone", "name=\"password\"");
	}

	@Test
	void a_new_person_of_another_site_meets_the_same_rule() {
		try {
			rule("CLOSED");
			HttpResponse<String> closed = comes(this.site.browser(), "ruled-1");
			assertThat(closed.body()).contains("takes no new people").doesNotContain("name=\"name\"");
			rule("OPEN");
			Browser late = this.site.browser();
			String open = found(TOKEN, comes(late, "ruled-2").body());
			rule("CLOSED");
			assertThat(late.submit("/sign-in/arrival", "token", open, "name", "ruled").statusCode()).isEqualTo(422);
			rule("INVITED");
			Browser invited = this.site.browser();
			HttpResponse<String> arrival = comes(invited, "ruled-3");
			assertThat(arrival.body()).contains("One joins this site by invitation", "name=\"invite\"");
			assertThat(
					invited.submit("/sign-in/arrival", "token", found(TOKEN, arrival.body()), "name", "ruled").body())
				.contains("Paste the link");
			rule("APPROVED");
			Browser asks = this.site.browser();
			String token = found(TOKEN, comes(asks, "ruled-4").body());
			assertThat(asks
				.submit("/sign-in/arrival", "token", token, "name", "ruled", "statement", "I own one", "_once", "rule")
				.body()).contains("You will be let in soon");
			assertThat(signedIn(asks)).isFalse();
			assertThat(comes(asks, "ruled-4").body()).as("she comes again").contains("You will be let in soon");
		}
		finally {
			rule("OPEN");
		}
	}

	private void rule(String entry) {
		Browser ada = this.site.browser();
		ada.open("/sign-in");
		ada.submit("/sign-in", "name", RoundtableTest.ADMIN, "password", PASSWORD);
		String version = found(Pattern.compile("name=\"version\" value=\"(\\d+)\""),
				ada.open("/admin/registration").body());
		assertThat(ada.submit("/admin/registration", "entry", entry, "ownUses", "0", "version", version).statusCode())
			.isEqualTo(302);
	}

	@Test
	void a_new_person_chooses_a_name_and_comes_in_by_it_from_then_on() {
		Browser mei = this.site.browser();
		HttpResponse<String> asked = comes(mei, "mei-1", "next", "/groups");
		assertThat(asked.statusCode()).isEqualTo(200);
		assertThat(asked.body()).contains("The Company", "mei-1 there");
		assertThat(mei.cookies()).doesNotContainKey("rt_session");
		String token = found(TOKEN, asked.body());
		HttpResponse<String> reserved = mei.submit("/sign-in/arrival", "token", token, "name", "moderator");
		assertThat(reserved.statusCode()).isEqualTo(422);
		assertThat(found(TOKEN, reserved.body())).isEqualTo(token);
		this.site.registered("fed_taken", "");
		for (String taken : new String[] { "fed_taken", "FED_TAKEN", "fed_tаken" }) {
			assertThat(mei.submit("/sign-in/arrival", "token", token, "name", taken).statusCode()).as(taken)
				.isEqualTo(422);
		}
		assertThat(this.site.browser().submit("/sign-in/arrival", "token", token, "name", "fed_thief").statusCode())
			.isNotEqualTo(303);
		HttpResponse<String> in = mei.submit("/sign-in/arrival", "token", token, "name", "fed_mei", "_once", "a");
		assertThat(in.headers().firstValue("Location")).as(in.body()).hasValue("/groups");
		assertThat(mei.open("/settings").body()).contains("fed_mei");
		Browser phone = this.site.browser();
		assertThat(comes(phone, "mei-1", "next", "//evil.example").headers().firstValue("Location")).hasValue("/");
		assertThat(phone.open("/settings").body()).contains("fed_mei");
		assertThat(phone.open("/settings/federation").body()).contains("The Company", "mei-1 there", "Last used");
	}

	@Test
	void a_name_sent_twice_even_at_once_makes_one_person() throws InterruptedException {
		Browser browser = this.site.browser();
		String token = found(TOKEN, comes(browser, "twice-1").body());
		List<Callable<Integer>> sends = Stream.of("fed_twice", "fed_twice", "fed_other")
			.<Callable<Integer>>map(
					(name) -> () -> browser.submit("/sign-in/arrival", "token", token, "name", name, "_once", name)
						.statusCode())
			.toList();
		assertThat(World.atOnce(3, sends)).contains(303).doesNotContain(500);
		assertThat(this.site.jdbc()
			.sql("select count(*) from accounts where name in ('fed_twice', 'fed_other')")
			.query(Long.class)
			.single()).isEqualTo(1);
		browser.open("/settings");
		assertThat(browser.submit("/sign-in/arrival", "token", token, "name", "fed_third", "_once", "z").statusCode())
			.isEqualTo(303);
		assertThat(this.site.jdbc()
			.sql("select count(*) from federated_identities where subject = 'twice-1'")
			.query(Long.class)
			.single()).isEqualTo(1);
	}

	@Test
	void what_the_other_site_did_not_sign_for_this_sign_in_is_not_believed() {
		joins(this.site.browser(), "victim-1", "fed_victim");
		List<Consumer<JWTClaimsSet.Builder>> lies = List.of((claims) -> claims.claim("nonce", "another"),
				(claims) -> claims.claim("nonce", null), (claims) -> claims.audience("another-client"),
				(claims) -> claims.audience(List.of(OidcServer.CLIENT, "another")).claim("azp", "another"),
				(claims) -> claims.issuer("https://evil.example"),
				(claims) -> claims.expirationTime(Date.from(Instant.now().minusSeconds(120))),
				(claims) -> claims.issueTime(Date.from(Instant.now().plusSeconds(3600))),
				(claims) -> claims.subject(""), (claims) -> claims.subject("x".repeat(300)));
		for (Consumer<JWTClaimsSet.Builder> lie : lies) {
			this.company.lie = lie;
			Browser browser = this.site.browser();
			HttpResponse<String> refused = comes(browser, "victim-1");
			assertThat(refused.statusCode()).as(refused.body()).isEqualTo(403);
			assertThat(refused.body()).contains("name=\"password\"");
			assertThat(signedIn(browser)).isFalse();
		}
		honest();
		this.company.signs = OidcServer.key();
		assertThat(comes(this.site.browser(), "victim-1").statusCode()).isEqualTo(403);
		honest();
		assertThat(comes(this.site.browser(), "victim-1").statusCode()).isEqualTo(303);
	}

	@Test
	void who_comes_back_comes_back_once_and_in_the_browser_that_left() {
		joins(this.site.browser(), "once-1", "fed_once");
		this.company.subject = "once-1";
		Browser mei = this.site.browser();
		String back = this.company.letIn(leave(mei));
		// A link that somebody else made signs nobody in.
		Browser other = this.site.browser();
		leave(other);
		for (Browser stranger : List.of(this.site.browser(), other)) {
			HttpResponse<String> refused = back(stranger, back);
			assertThat(refused.statusCode()).isEqualTo(422);
			assertThat(signedIn(stranger)).isFalse();
		}
		assertThat(back(mei, back.replaceAll("state=.*", "state=made-up")).statusCode()).isEqualTo(422);
		assertThat(back(mei, back).statusCode()).isEqualTo(303);
		Browser again = this.site.browser();
		again.cookies().putAll(mei.cookies());
		again.cookies().remove("rt_session");
		assertThat(back(again, back).statusCode()).isEqualTo(422);
		// A code that was used is refused there, whatever comes with it.
		String used = back.replaceAll(".*code=([^&]+)&.*", "$1");
		String fresh = this.company.letIn(leave(again)).replaceAll("code=[^&]+", "code=" + used);
		assertThat(back(again, fresh).statusCode()).isEqualTo(403);
		String declined = this.company.letIn(leave(again)).replaceAll("code=[^&]+", "error=access_denied");
		assertThat(back(again, declined).statusCode()).isEqualTo(422);
		assertThat(signedIn(again)).isFalse();
	}

	@Test
	void who_is_away_for_too_long_starts_again() {
		Browser mei = this.site.browser();
		this.company.subject = "late-1";
		String back = this.company.letIn(leave(mei));
		this.site.jdbc().sql("update federation_flows set expires_at = current_timestamp").update();
		HttpResponse<String> late = back(mei, back);
		assertThat(late.statusCode()).isEqualTo(422);
		assertThat(late.body()).contains("took too long");
		String token = found(TOKEN, comes(mei, "late-1").body());
		this.site.jdbc().sql("update federation_arrivals set expires_at = current_timestamp").update();
		assertThat(mei.submit("/sign-in/arrival", "token", token, "name", "fed_late").statusCode()).isEqualTo(422);
	}

	@Test
	void an_address_makes_nobody_of_anybody() {
		this.site.confirmed("fed_owner", "owner@first.example");
		this.company.email = "owner@first.example";
		Browser thief = this.site.browser();
		HttpResponse<String> asked = comes(thief, "thief-1");
		assertThat(asked.body()).contains("name=\"token\"");
		assertThat(signedIn(thief)).isFalse();
		this.company.email = "";
	}

	@Test
	void one_links_an_account_with_the_password_and_nobody_links_what_is_somebody_elses() {
		Browser mei = this.site.registered("fed_linker", "");
		mei.open("/settings/federation");
		HttpResponse<String> wrong = mei.submit("/settings/federation/link", "provider", "company", "current",
				"wrong-1");
		assertThat(wrong.statusCode()).isEqualTo(422);
		assertThat(wrong.headers().firstValue("Refresh")).isEmpty();
		link(mei, "linked-1");
		Browser phone = this.site.browser();
		assertThat(comes(phone, "linked-1").statusCode()).isEqualTo(303);
		assertThat(phone.open("/settings").body()).contains("fed_linker");
		Browser jun = this.site.registered("fed_jun", "");
		assertThat(link(jun, "linked-1").body()).contains("belongs to another account");
		// Who is signed in as somebody else by then links nothing.
		this.company.subject = "linked-2";
		jun.open("/settings/federation");
		String back = this.company
			.letIn(there(jun.submit("/settings/federation/link", "provider", "company", "current", PASSWORD)));
		jun.cookies().put("rt_session", phone.cookies().get("rt_session"));
		assertThat(back(jun, back).statusCode()).isEqualTo(422);
		assertThat(this.site.jdbc()
			.sql("select count(*) from federated_identities where subject = 'linked-2'")
			.query(Long.class)
			.single()).isZero();
	}

	private HttpResponse<String> link(Browser browser, String subject) {
		this.company.subject = subject;
		browser.open("/settings/federation");
		return back(browser, this.company
			.letIn(there(browser.submit("/settings/federation/link", "provider", "company", "current", PASSWORD))));
	}

	@Test
	void unlinking_never_takes_the_last_way_in_and_a_password_is_chosen_after_a_fresh_sign_in() {
		Browser mei = this.site.browser();
		joins(mei, "only-1", "fed_only");
		String unlink = found(UNLINK, mei.open("/settings/federation").body());
		HttpResponse<String> last = mei.submit(unlink, "_once", "u");
		assertThat(last.statusCode()).isEqualTo(422);
		assertThat(last.body()).contains("could not sign in any more");
		Browser jun = this.site.registered("fed_other_person", "");
		jun.open("/settings/federation");
		assertThat(jun.submit(unlink, "current", PASSWORD, "_once", "u").statusCode()).isEqualTo(404);
		this.site.jdbc()
			.sql("update sign_ins set created_at = timestamp with time zone '2026-01-01 00:00:00Z'")
			.update();
		mei.open("/settings");
		assertThat(mei.submit("/settings/password", "password", "a-new-word-7").statusCode()).isEqualTo(422);
		assertThat(comes(mei, "only-1").statusCode()).isEqualTo(303);
		mei.open("/settings");
		assertThat(mei.submit("/settings/password", "password", "a-new-word-7").statusCode()).isEqualTo(302);
		mei.open("/settings/federation");
		assertThat(mei.submit(unlink, "current", "wrong", "_once", "u").statusCode()).isEqualTo(422);
		assertThat(mei.submit(unlink, "current", "a-new-word-7", "_once", "u").statusCode()).isEqualTo(302);
		assertThat(comes(this.site.browser(), "only-1").body()).contains("name=\"token\"");
	}

	@Test
	void a_second_step_is_asked_for_whoever_says_who_she_is() {
		Browser mei = this.site.registered("fed_codes", "");
		link(mei, "codes-1");
		String secret = found(Pattern.compile("name=\"secret\" value=\"([A-Z2-7]+)\""),
				mei.open("/settings/second-factor").body());
		mei.submit("/settings/second-factor", "secret", secret, "code", Codes.now(secret), "current", PASSWORD, "_once",
				"on");
		Browser phone = this.site.browser();
		assertThat(comes(phone, "codes-1").body()).contains("name=\"half\"");
		assertThat(signedIn(phone)).isFalse();
	}

	@Test
	void where_an_address_is_needed_the_other_sites_word_for_it_is_not_enough() {
		try (MailedSite strict = new MailedSite(settings("--roundtable.accounts.address=REQUIRED"))) {
			Browser mei = strict.browser();
			this.company.subject = "strict-1";
			this.company.email = "mei@company.example";
			mei.open("/sign-in");
			String back = this.company.letIn(there(mei.submit("/sign-in/with/company")));
			HttpResponse<String> asked = mei.open(path(back));
			assertThat(asked.body()).contains("mei@company.example");
			String token = found(TOKEN, asked.body());
			assertThat(mei.submit("/sign-in/arrival", "token", token, "name", "fed_strict").statusCode())
				.isEqualTo(422);
			HttpResponse<String> made = mei.submit("/sign-in/arrival", "token", token, "name", "fed_strict", "address",
					"mei@company.example", "_once", "a");
			assertThat(made.statusCode()).isEqualTo(200);
			assertThat(signedIn(mei)).isFalse();
			mei.open("/sign-in");
			assertThat(mei.open(path(this.company.letIn(there(mei.submit("/sign-in/with/company"))))).statusCode())
				.isEqualTo(403);
			String link = strict.link("mei@company.example", 0);
			mei.open(link);
			mei.submit("/address/confirm", "token", link.substring(link.indexOf('=') + 1));
			mei.open("/sign-in");
			assertThat(mei.open(path(this.company.letIn(there(mei.submit("/sign-in/with/company"))))).statusCode())
				.isEqualTo(303);
			this.company.email = "";
		}
	}

}
