package dev.roundtable;

import java.io.IOException;
import java.net.Socket;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.jayway.jsonpath.JsonPath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What nobody means but somebody sends: it is refused in words and never breaks anything.
 */
class HostileInputTests extends RoundtableTest {

	@LocalServerPort
	private int port;

	@ParameterizedTest
	@ValueSource(strings = { "/search?q=%ED%A0%80", "/?kind=%C3%28", "/sign-in?next=%FF" })
	void an_address_in_no_encoding_is_a_bad_request(String path) {
		assertThat(browser().open(path).statusCode()).isEqualTo(400);
	}

	@Test
	void whatever_somebody_searches_for_she_gets_a_page_that_asks_again() {
		for (String typed : List.of("x".repeat(10_000), "word ".repeat(500), "\u7684".repeat(2_000),
				"the of to ".repeat(99), "!?.,;:".repeat(300), "(\"[{'\u201c\u300c".repeat(200), "*",
				"/(a+)+$/ title:(foo~2 AND bar)^4 [1 TO 5] {a TO *}", "\ud83d\ude00".repeat(500),
				"\u202eabc\u200f\u0301", "' or 1=1; drop table topics;--", "<script>alert(1)</script>",
				"\ufdfa".repeat(500), "-\"a b\" ".repeat(300), "in:a|".repeat(300))) {
			String encoded = URLEncoder.encode(typed, StandardCharsets.UTF_8);
			HttpResponse<String> page = browser().open("/search?q=" + encoded);
			assertThat(page.statusCode()).as(typed).isEqualTo(200);
			assertThat(page.body()).as(typed).contains("name=\"q\"").doesNotContain("<script>alert");
			assertThat(browser().open("/api/v1/search?q=" + encoded).statusCode()).as(typed).isEqualTo(200);
			assertThat(browser().open("/search/suggest?q=" + encoded).statusCode()).as(typed).isEqualTo(200);
		}
	}

	@Test
	void an_address_that_does_not_fit_into_an_answer_leads_nowhere_and_breaks_nothing() {
		String signs = "!".repeat(5_000);
		assertThat(browser().open("/search?q=a&in=" + signs).statusCode()).isEqualTo(200);
		assertThat(browser().open("/search?q=a&in=b&sort=" + signs).statusCode()).isEqualTo(200);
		HttpResponse<String> signIn = browser().open("/settings?x=" + signs);
		assertThat(signIn.statusCode()).isEqualTo(303);
		assertThat(signIn.headers().firstValue("Location")).hasValue("/sign-in?next=%2F");
	}

	@ParameterizedTest
	@ValueSource(strings = { "&body=%ED%A0%80", "&x=%zz" })
	void a_form_in_no_encoding_is_a_bad_request(String fields) {
		Browser fan = registered("encoded_" + Math.abs(fields.hashCode()));
		fan.open("/settings");
		// The same form without it is taken: what is refused is this, and not the sender.
		assertThat(fan.submitRaw("/settings/tokens", "name=x&_once=" + Math.abs(fields.hashCode())).statusCode())
			.isEqualTo(200);
		fan.open("/settings");
		for (String many : new String[] { fields, "&a=1".repeat(1_100) }) {
			HttpResponse<String> answer = fan.submitRaw("/settings/tokens", "name=y" + many);
			assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
		}
		assertThat(fan.open("/settings").body()).contains(">x<").doesNotContain(">y<");
	}

	@Test
	void a_form_field_below_a_field_that_has_none_is_a_bad_request() {
		Browser admin = admin();
		admin.open("/settings");
		assertThat(admin.submit("/tasks/1/confirm", "version", "1", "status.x", "1").statusCode()).isEqualTo(400);
	}

	@Test
	void an_address_from_a_proxy_that_is_none_counts_like_any_other() {
		Browser stranger = browser().withBasic("nobody_from_nowhere", "wrong-password-1")
			.with("X-Forwarded-For", "x".repeat(500));
		assertThat(stranger.json("POST", "/api/v1/tokens", "{\"name\":\"x\"}").statusCode()).isEqualTo(401);
	}

	@Test
	void a_form_that_another_site_sends_is_refused() {
		Browser fan = registered("forged_fan");
		fan.open("/settings");
		assertThat(fan.with("Sec-Fetch-Site", "cross-site").submit("/preview", "body", "x").statusCode())
			.isEqualTo(403);
		assertThat(fan.with("Sec-Fetch-Site", "same-site").submit("/preview", "body", "x").statusCode()).isEqualTo(403);
		assertThat(fan.with("Sec-Fetch-Site", "same-origin").submit("/preview", "body", "x").statusCode())
			.isEqualTo(200);
		Browser older = registered("forged_fan_2");
		older.open("/settings");
		for (String origin : new String[] { "https://evil.example", "null", "http://localhost:1" }) {
			HttpResponse<String> answer = older.with("Origin", origin).submit("/preview", "body", "x");
			assertThat(answer.statusCode()).isEqualTo(403);
			assertThat(answer.body()).contains("another site");
		}
		assertThat(older.post("/language", "application/x-www-form-urlencoded", "to=en&back=/").statusCode())
			.isEqualTo(403);
	}

	@Test
	void behind_https_no_neighbour_plants_a_cookie() {
		Browser fan = browser().with("X-Forwarded-Proto", "https").with("X-Forwarded-For", "192.0.2.1");
		fan.open("/register");
		HttpResponse<String> answer = fan.submit("/register", "name", "secure_fan", "password", "grape lamp 77 violin");
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(303);
		assertThat(answer.headers().allValues("Set-Cookie"))
			.anyMatch((cookie) -> cookie.startsWith("__Host-rt_session=") && cookie.contains("Secure")
					&& cookie.contains("Path=/") && !cookie.contains("Domain"));
		assertThat(fan.open("/settings").statusCode()).isEqualTo(200);
		assertThat(fan.cookies().keySet()).contains("__Host-rt_csrf", "__Host-rt_session").doesNotContain("rt_session");
		Browser planted = browser().with("X-Forwarded-Proto", "https");
		planted.cookies().put("rt_session", fan.cookies().get("__Host-rt_session"));
		assertThat(planted.open("/settings").statusCode()).as("a cookie without the prefix").isEqualTo(303);
	}

	@Test
	void who_reloads_the_answer_to_a_form_comes_back_to_its_page() {
		Browser fan = registered("reloading_fan");
		assertThat(fan.open("/settings/tokens").headers().firstValue("Location")).hasValue("/settings");
		assertThat(fan.open("/settings/tokens/7/revoke").headers().firstValue("Location")).hasValue("/settings");
		assertThat(fan.open("/sign-out").headers().firstValue("Location")).hasValue("/");
	}

	@Test
	void a_content_type_that_is_none_is_told_so() {
		Browser program = program("content-types");
		assertThat(program.post("/api/v1/topics", "*/*", "{}").statusCode()).isEqualTo(415);
		assertThat(program.post("/api/v1/topics", "nonsense", "{}").statusCode()).isEqualTo(415);
	}

	@Test
	void what_is_no_http_is_answered_without_a_word_about_the_server() throws IOException {
		for (String request : new String[] { "NONSENSE\r\n\r\n", "GET /\u0001 HTTP/1.1\r\nHost: a\r\n\r\n",
				"GET / HTTP/1.1\r\nHost: a b\r\n\r\n", "GET /%zz HTTP/1.1\r\nHost: a\r\n\r\n",
				"GET / HTTP/1.1\r\nHost: a\r\nX: " + "y".repeat(40_000) + "\r\n\r\n" }) {
			try (Socket socket = new Socket("localhost", this.port)) {
				socket.setSoTimeout(10_000);
				socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
				String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
				assertThat(answer).startsWith("HTTP/1.1 400").doesNotContain("Tomcat").doesNotContain("<html");
			}
		}
	}

	@Test
	void an_answer_that_shows_a_token_is_kept_by_nobody() {
		HttpResponse<String> made = browser().withBasic(ADMIN, PASSWORD)
			.json("POST", "/api/v1/tokens", "{\"name\":\"x\"}");
		assertThat(made.headers().firstValue("Cache-Control")).hasValue("no-store");
		Browser fan = registered("no_store_fan");
		fan.open("/settings");
		assertThat(fan.submit("/settings/tokens", "name", "phone").headers().firstValue("Cache-Control"))
			.hasValue("no-store");
		assertThat(fan.open("/settings").headers().firstValue("Cache-Control")).hasValue("private, no-cache");
	}

	@Test
	void whose_password_is_wrong_is_told_that_it_is() {
		HttpResponse<String> refused = browser().withBasic("nobody_at_all", "wrong-password-2")
			.json("POST", "/api/v1/tokens", "{\"name\":\"x\"}");
		assertThat(refused.statusCode()).isEqualTo(401);
		assertThat(refused.headers().firstValue("WWW-Authenticate").orElseThrow()).startsWith("Basic");
		assertThat(JsonPath.<String>read(refused.body(), "$.title")).isEqualTo("Name or password is wrong");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			{"board": "strict", "title": 7, "body": "b", "kind": "bug"}            | title
			{"board": "strict", "title": true, "body": "b", "kind": "bug"}         | title
			{"board": "strict", "title": "t", "body": {"a": 1}, "kind": "bug"}     | body
			{"board": "strict", "title": "t", "body": ["b"], "kind": "bug"}        | body
			{"board": "strict", "title": "t", "body": "b", "kind": 1}              | kind
			{"board": "strict", "title": "t", "body": "b", "kind": "bug", "tags": ["a", null]} | tags""")
	void a_value_of_another_type_is_refused_by_its_field(String json, String field) {
		HttpResponse<String> answer = program("strict").json("POST", "/api/v1/topics", json);
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(422);
		assertThat(JsonPath.<String>read(answer.body(), "$.errors[0].field")).startsWith(field);
	}

	@Test
	void a_name_that_is_none_of_the_choices_is_told_with_the_choices() {
		HttpResponse<String> answer = program("choosy").json("POST", "/api/v1/topics", """
				{"board": "strict", "title": "t", "body": "b", "kind": "colour"}""");
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
		assertThat(JsonPath.<String>read(answer.body(), "$.errors[0].field")).isEqualTo("kind");
		assertThat(JsonPath.<String>read(answer.body(), "$.errors[0].message")).contains("bug", "idea");
	}

	@Test
	void the_api_describes_itself() {
		String api = browser().open("/v3/api-docs").body();
		assertThat(JsonPath.<String>read(api, "$.info.title")).isEqualTo("Roundtable");
		assertThat(JsonPath.<String>read(api, "$.components.securitySchemes.token.scheme")).isEqualTo("bearer");
		assertThat(JsonPath.<String>read(api, "$.components.securitySchemes.password.scheme")).isEqualTo("basic");
		String post = "$.paths['/api/v1/topics'].post";
		assertThat(JsonPath.<Map<String, Object>>read(api, post + ".responses")).containsKeys("201", "default")
			.doesNotContainKey("200");
		assertThat(JsonPath.<List<String>>read(api, post + ".parameters[*].name")).contains("Idempotency-Key");
		assertThat(JsonPath.<List<String>>read(api, "$.paths.*.*.parameters[*].name")).doesNotContain("key");
		assertThat(JsonPath.<List<String>>read(api, "$.servers[*].url")).containsExactly("/");
		assertThat(api).contains("application/problem+json");
	}

	@Test
	void words_to_look_for_in_the_list_have_a_length() {
		assertThat(browser().open("/api/v1/tasks?q=" + "w".repeat(200)).statusCode()).isEqualTo(200);
		HttpResponse<String> refused = browser().open("/api/v1/tasks?q=" + "w".repeat(201));
		assertThat(refused.statusCode()).isEqualTo(422);
		assertThat(JsonPath.<String>read(refused.body(), "$.errors[0].field")).isEqualTo("q");
		assertThat(browser().open("/tasks?q=" + "w".repeat(201)).statusCode()).isEqualTo(422);
	}

	@Test
	void words_too_many_to_lead_on_with_are_answered_where_they_are() {
		assertThat(browser().open("/tasks?more=screen").statusCode()).isEqualTo(302);
		assertThat(browser().open("/tasks?more=" + "%E6%9C%BA+".repeat(700)).statusCode()).isEqualTo(200);
	}

	@Test
	void a_token_that_was_shown_on_the_page_works() {
		Browser fan = registered("shown_token_fan");
		fan.open("/settings");
		String page = fan.submit("/settings/tokens", "name", "phone", "_once", "shown").body();
		Matcher token = Pattern.compile("value=\"(rt_[^\"]+)\"").matcher(page);
		assertThat(token.find()).isTrue();
		assertThat(browser().with("Authorization", "Bearer " + token.group(1)).open("/api/v1/nothing").statusCode())
			.isEqualTo(404);
		assertThat(fan.submit("/settings/tokens", "name", "phone", "_once", "shown").statusCode()).isEqualTo(409);
	}

	@Test
	void thousands_of_parameters_are_a_bad_request() {
		assertThat(browser().open("/?" + "a=1&".repeat(1_100)).statusCode()).isBetween(400, 499);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/?cursor=", "/?sort=new&cursor=", "/api/v1/topics?cursor=", "/tasks?sort=new&cursor=",
			"/api/v1/tasks?sort=updated&cursor=" })
	void a_cursor_beyond_all_calendars_is_refused(String path) {
		assertThat(browser().open(path + "%2B999999999-12-31T23:59:59Z~1").statusCode()).isEqualTo(422);
		assertThat(browser().open(path + "-999999999-01-01T00:00:00Z~1").statusCode()).isEqualTo(422);
		assertThat(browser().open(path + "2026-01-01T00:00:00Z~1").statusCode()).isEqualTo(200);
	}

	@ParameterizedTest
	@ValueSource(strings = { "\\u0000", "\\ud800", "41 characters are one more than there are.." })
	void a_component_that_cannot_be_kept_is_refused(String component) {
		Browser program = program("hostile-components");
		HttpResponse<String> answer = program.json("POST", "/api/v1/tasks",
				"{\"title\": \"t\", \"component\": \"" + component + "\"}");
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(422);
		assertThat(answer.body()).contains("\"component\"");
	}

	@Test
	void other_users_of_the_machine_do_not_read_the_database(@Value("${spring.datasource.url}") String url)
			throws IOException {
		Path file = Path.of(url.substring("jdbc:h2:file:".length(), url.indexOf(';')) + ".mv.db");
		assertThat(Files.getPosixFilePermissions(file)).containsExactlyInAnyOrder(PosixFilePermission.OWNER_READ,
				PosixFilePermission.OWNER_WRITE);
	}

	/** Acts for the administrator, on a board of that name. */
	private Browser program(String board) {
		String made = browser().withBasic(ADMIN, PASSWORD).json("POST", "/api/v1/tokens", "{\"name\":\"x\"}").body();
		Browser program = browser().with("Authorization", "Bearer " + JsonPath.read(made, "$.token"));
		program.json("POST", "/api/v1/boards", "{\"slug\": \"" + board + "\", \"name\": \"Board\"}");
		return program;
	}

}
