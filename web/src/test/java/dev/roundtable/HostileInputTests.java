package dev.roundtable;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.jayway.jsonpath.JsonPath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Value;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What nobody means but somebody sends: it is refused in words and never breaks anything.
 */
class HostileInputTests extends RoundtableTest {

	@ParameterizedTest
	@ValueSource(strings = { "/search?q=%ED%A0%80", "/?kind=%C3%28", "/sign-in?next=%FF" })
	void an_address_in_no_encoding_is_a_bad_request(String path) {
		assertThat(browser().open(path).statusCode()).isEqualTo(400);
	}

	@ParameterizedTest
	@ValueSource(strings = { "&body=%ED%A0%80", "&x=%zz" })
	void a_form_in_no_encoding_is_a_bad_request(String fields) {
		Browser fan = registered("encoded_" + Math.abs(fields.hashCode()));
		fan.open("/settings");
		for (String many : new String[] { fields, "&a=1".repeat(1_100) }) {
			HttpResponse<String> answer = fan.post("/settings/tokens", "application/x-www-form-urlencoded",
					"name=x" + many);
			assertThat(answer.statusCode()).isBetween(400, 499);
		}
	}

	@Test
	void a_form_field_below_a_field_that_has_none_is_a_bad_request() {
		Browser admin = admin();
		admin.open("/settings");
		assertThat(admin.submit("/tasks/1", "version", "1", "status.x", "1").statusCode()).isEqualTo(400);
	}

	@Test
	void an_address_from_a_proxy_that_is_none_counts_like_any_other() {
		Browser stranger = browser().withBasic("nobody_from_nowhere", "wrong-password-1")
			.with("X-Forwarded-For", "x".repeat(500));
		assertThat(stranger.json("POST", "/api/v1/tokens", "{\"name\":\"x\"}").statusCode()).isEqualTo(401);
	}

	@Test
	void a_page_beyond_ascii_is_no_place_to_go_on_to() {
		assertThat(browser().open("/language?to=en&back=/u/%E6%A2%85").headers().firstValue("Location")).hasValue("/");
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

	@Test
	void tags_that_are_null_are_none() {
		Browser program = program("hostile-tags");
		HttpResponse<String> posted = program.json("POST", "/api/v1/topics", """
				{"board": "hostile-tags", "kind": "question", "title": "Why?", "body": "So.", "tags": [null, "a"]}""");
		assertThat(posted.statusCode()).as(posted.body()).isEqualTo(201);
		assertThat(browser().open("/api/v1/topics?board=hostile-tags").body()).contains("\"tags\":[\"a\"]");
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
