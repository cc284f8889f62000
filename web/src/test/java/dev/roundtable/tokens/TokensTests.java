package dev.roundtable.tokens;

import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

import com.jayway.jsonpath.JsonPath;
import dev.roundtable.Browser;
import dev.roundtable.RoundtableTest;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class TokensTests extends RoundtableTest {

	@Test
	void a_token_is_made_with_the_password_and_gone_when_deleted() {
		registered("token_fan");
		Browser basic = browser().withBasic("token_fan", PASSWORD);
		HttpResponse<String> made = basic.json("POST", "/api/v1/tokens", "{\"name\":\"script\"}");
		assertThat(made.statusCode()).isEqualTo(201);
		String token = JsonPath.read(made.body(), "$.token");
		int id = JsonPath.read(made.body(), "$.id");
		assertThat(token).startsWith("rt_").hasSizeGreaterThan(43);
		assertThat(this.jdbc.sql("select count(*) from api_tokens where token_hash = :token")
			.param("token", token)
			.query(Long.class)
			.single()).isZero();
		Browser program = browser().with("Authorization", "Bearer " + token);
		assertThat(program.open("/api/v1/nothing").statusCode()).isEqualTo(404);
		assertThat(program.json("DELETE", "/api/v1/tokens/" + id, "").statusCode()).isEqualTo(204);
		assertThat(program.open("/api/v1/nothing").statusCode()).isEqualTo(401);
	}

	@Test
	void nobody_deletes_the_token_of_another() {
		registered("owner_fan");
		registered("thief_fan");
		HttpResponse<String> made = browser().withBasic("owner_fan", PASSWORD)
			.json("POST", "/api/v1/tokens", "{\"name\":\"mine\"}");
		int id = JsonPath.read(made.body(), "$.id");
		assertThat(browser().withBasic("thief_fan", PASSWORD).json("DELETE", "/api/v1/tokens/" + id, "").statusCode())
			.isEqualTo(404);
	}

	@Test
	void a_wrong_token_a_wrong_password_and_none_at_all_are_told_how_to_come_in() {
		for (Browser stranger : new Browser[] { browser(), browser().with("Authorization", "Bearer rt_wrong") }) {
			assertThat(refused(stranger)).isEqualTo("/problems/unauthorized");
		}
		for (Browser stranger : new Browser[] { browser().withBasic("nobody_here", "wrong-password-1"),
				browser().with("Authorization", "Basic %%%") }) {
			assertThat(refused(stranger)).isEqualTo("/problems/wrong-password");
		}
	}

	private static String refused(Browser stranger) {
		HttpResponse<String> answer = stranger.json("POST", "/api/v1/tokens", "{\"name\":\"x\"}");
		assertThat(answer.statusCode()).isEqualTo(401);
		assertThat(answer.headers().firstValue("WWW-Authenticate")).isPresent();
		assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
		return JsonPath.read(answer.body(), "$.type");
	}

	@Test
	void a_token_asked_for_twice_is_made_once_and_its_secret_told_once_and_kept_by_nobody() {
		registered("twice_token_fan");
		Browser program = browser().withBasic("twice_token_fan", PASSWORD).with("Idempotency-Key", "make-it-once");
		HttpResponse<String> made = program.json("POST", "/api/v1/tokens", "{\"name\":\"once\"}");
		assertThat(made.headers().firstValue("Cache-Control")).hasValue("no-store");
		HttpResponse<String> again = program.json("POST", "/api/v1/tokens", "{\"name\":\"once\"}");
		assertThat(again.statusCode()).isEqualTo(409);
		assertThat(JsonPath.<String>read(again.body(), "$.type")).isEqualTo("/problems/already-done");
		assertThat(program.json("POST", "/api/v1/tokens", "{\"name\":\"other\"}").statusCode()).isEqualTo(422);
	}

	@Test
	void a_browser_that_is_signed_in_has_no_say_on_the_api() {
		Browser browser = registered("cross_fan");
		assertThat(browser.json("POST", "/api/v1/tokens", "{\"name\":\"x\"}").statusCode()).isEqualTo(401);
	}

	@Test
	void a_token_made_on_the_page_is_shown_once() {
		Browser browser = registered("page_fan");
		browser.open("/settings");
		HttpResponse<String> made = browser.submit("/settings/tokens", "name", "laptop", "_once", "k1");
		assertThat(made.statusCode()).isEqualTo(200);
		assertThat(made.body()).contains("rt_", "laptop");
		assertThat(made.headers().firstValue("Cache-Control")).hasValue("no-store");
		assertThat(browser.open("/settings").body()).doesNotContain("rt_").contains("laptop");
		assertThat(browser.submit("/settings/tokens", "name", "laptop", "_once", "k1").statusCode()).isEqualTo(409);
		assertThat(this.jdbc.sql("select count(*) from api_tokens where name = 'laptop'").query(Long.class).single())
			.isEqualTo(1);
	}

	private static String token(HttpResponse<String> made) {
		assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
		return JsonPath.read(made.body(), "$.token");
	}

	@Test
	void a_token_that_only_reads_is_refused_whatever_would_write_and_told_why() {
		registered("reading_fan");
		Browser basic = browser().withBasic("reading_fan", PASSWORD);
		String token = token(basic.json("POST", "/api/v1/tokens", "{\"name\":\"reader\",\"scope\":\"read\"}"));
		assertThat(token).startsWith("rtr_");
		Browser reader = browser().with("Authorization", "Bearer " + token);
		assertThat(reader.open("/api/v1/notifications").statusCode()).isEqualTo(200);
		assertThat(reader.open("/api/v1/topics").statusCode()).isEqualTo(200);
		for (String[] write : new String[][] { { "POST", "/api/v1/topics" }, { "PUT", "/api/v1/notifications/1/read" },
				{ "DELETE", "/api/v1/tokens/1" }, { "PATCH", "/api/v1/posts/1" }, { "POST", "/api/v1/tokens" } }) {
			HttpResponse<String> answer = reader.json(write[0], write[1], "{\"name\":\"x\"}");
			assertThat(answer.statusCode()).as(write[1]).isEqualTo(403);
			assertThat(JsonPath.<String>read(answer.body(), "$.type")).isEqualTo("/problems/read-only-token");
		}
		// Its digest is kept of the whole: to call it a writer makes it unknown.
		assertThat(browser().with("Authorization", "Bearer " + token.replace("rtr_", "rt_"))
			.json("POST", "/api/v1/topics", "{}")
			.statusCode()).isEqualTo(401);
		Browser writer = browser().with("Authorization",
				"Bearer " + token(basic.json("POST", "/api/v1/tokens", "{\"name\":\"writer\",\"scope\":\"WRITE\"}")));
		assertThat(writer.json("POST", "/api/v1/topics", "{}").statusCode()).isEqualTo(422);
	}

	@Test
	void a_token_ends_when_its_time_is_over_and_the_page_says_so() {
		Browser page = registered("ending_fan");
		page.open("/settings");
		page.submit("/settings/tokens", "name", "for a month", "scope", "READ", "lifetime", "MONTH");
		page.submit("/settings/tokens", "name", "for good");
		assertThat(page.open("/settings").body()).contains("Works until", "Read only").doesNotContain("Expired");
		assertThat(this.jdbc.sql("select count(*) from api_tokens where name = 'for good' and expires_at is null")
			.query(Long.class)
			.single()).isEqualTo(1);
		String token = token(browser().withBasic("ending_fan", PASSWORD)
			.json("POST", "/api/v1/tokens", "{\"name\":\"quarter\",\"lifetime\":\"quarter\"}"));
		Browser program = browser().with("Authorization", "Bearer " + token);
		assertThat(this.jdbc.sql("update api_tokens set expires_at = created_at where name = 'quarter'").update())
			.isEqualTo(1);
		assertThat(program.open("/api/v1/nothing").statusCode()).isEqualTo(401);
		assertThat(page.open("/settings").body()).contains("Expired");
	}

	@Test
	void what_a_token_makes_ends_with_it_at_the_latest_and_is_gone_when_it_is() {
		registered("endless_fan");
		HttpResponse<String> month = browser().withBasic("endless_fan", PASSWORD)
			.json("POST", "/api/v1/tokens", "{\"name\":\"month\",\"lifetime\":\"month\"}");
		String end = JsonPath.read(month.body(), "$.expires");
		Browser program = browser().with("Authorization", "Bearer " + token(month));
		String last = "";
		for (String lifetime : new String[] { "", ",\"lifetime\":\"never\"", ",\"lifetime\":\"year\"",
				",\"lifetime\":\"month\"" }) {
			HttpResponse<String> made = program.json("POST", "/api/v1/tokens", "{\"name\":\"child\"" + lifetime + "}");
			last = token(made);
			assertThat(Instant.parse(JsonPath.read(made.body(), "$.expires"))).isCloseTo(Instant.parse(end),
					within(1, ChronoUnit.MILLIS));
		}
		Browser child = browser().with("Authorization", "Bearer " + last);
		String grandchild = token(child.json("POST", "/api/v1/tokens", "{\"name\":\"grandchild\"}"));
		HttpResponse<String> endless = browser().withBasic("endless_fan", PASSWORD)
			.json("POST", "/api/v1/tokens", "{\"name\":\"endless\"}");
		assertThat(JsonPath.<Object>read(endless.body(), "$.expires")).isNull();
		int id = JsonPath.read(month.body(), "$.id");
		assertThat(browser().withBasic("endless_fan", PASSWORD).json("DELETE", "/api/v1/tokens/" + id, "").statusCode())
			.isEqualTo(204);
		for (Browser gone : new Browser[] { program, child, browser().with("Authorization", "Bearer " + grandchild) }) {
			assertThat(gone.open("/api/v1/nothing").statusCode()).isEqualTo(401);
		}
		assertThat(browser().with("Authorization", "Bearer " + token(endless)).open("/api/v1/nothing").statusCode())
			.isEqualTo(404);
	}

	@Test
	void a_scope_or_a_lifetime_that_there_is_not_is_told_with_the_choices() {
		registered("fan_of_scopes");
		for (String body : new String[] { "{\"name\":\"x\",\"scope\":\"all\"}",
				"{\"name\":\"x\",\"lifetime\":\"decade\"}" }) {
			HttpResponse<String> answer = browser().withBasic("fan_of_scopes", PASSWORD)
				.json("POST", "/api/v1/tokens", body);
			assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
			assertThat(answer.body()).contains("One of");
		}
	}

}
