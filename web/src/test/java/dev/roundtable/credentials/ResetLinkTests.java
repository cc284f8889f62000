package dev.roundtable.credentials;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.jayway.jsonpath.JsonPath;
import dev.roundtable.Browser;
import dev.roundtable.RoundtableTest;
import dev.roundtable.journal.Journal;
import dev.roundtable.journal.Subject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/** What administrators do for people on a site without mail. */
class ResetLinkTests extends RoundtableTest {

	private static final Pattern LINK = Pattern.compile("value=\"(http[^\"]+/reset-password\\?token=([\\w-]+))\"");

	@Autowired
	private Journal journal;

	private long id(String name) {
		return this.jdbc.sql("select id from accounts where name = :name")
			.param("name", name)
			.query(Long.class)
			.single();
	}

	@Test
	void without_mail_the_way_back_leads_through_an_administrator() {
		Browser stranger = browser();
		assertThat(stranger.open("/sign-in").body()).contains("href=\"/forgot-password\"");
		assertThat(stranger.open("/forgot-password").body()).contains("ask an administrator")
			.doesNotContain("name=\"who\"");
		stranger.open("/sign-in");
		assertThat(stranger.submit("/forgot-password", "who", "anybody").statusCode()).isEqualTo(302);
		assertThat(registered("address_free").open("/settings/address").body()).contains("sends no mail")
			.doesNotContain("name=\"address\"");
	}

	@Test
	void an_administrator_hands_out_a_link_that_is_shown_once_and_works_once() {
		registered("locked_out");
		long account = id("locked_out");
		Browser ada = admin();
		assertThat(ada.open("/admin/people?q=locked_out").body()).contains("/admin/people/" + account + "/reset");
		ada.open("/admin/people/" + account + "/reset");
		HttpResponse<String> made = ada.submit("/admin/people/" + account + "/reset", "_once", "l");
		assertThat(made.headers().firstValue("Cache-Control")).hasValue("no-store");
		Matcher link = LINK.matcher(made.body());
		assertThat(link.find()).as(made.body()).isTrue();
		assertThat(ada.submit("/admin/people/" + account + "/reset", "_once", "l").statusCode()).isEqualTo(409);
		assertThat(this.journal.of(Subject.of("account", account))).anyMatch(
				(entry) -> entry.action().equals("reset link made") && !entry.facts().containsValue(link.group(2)));
		Browser phone = browser();
		assertThat(phone.open("/reset-password?token=" + link.group(2)).body()).contains("locked_out");
		assertThat(phone.submit("/reset-password", "token", link.group(2), "password", "lamp-grape-violin-7")
			.headers()
			.firstValue("Location")).hasValue("/sign-in?changed");
		assertThat(phone.open("/sign-in?changed").body()).contains("new password is saved");
		assertThat(phone.submit("/sign-in", "name", "locked_out", "password", "lamp-grape-violin-7").statusCode())
			.isEqualTo(303);
		assertThat(phone.open("/reset-password?token=" + link.group(2)).statusCode()).isEqualTo(410);
	}

	@Test
	void nobody_else_makes_such_a_link() {
		Browser fan = registered("link_maker");
		long own = id("link_maker");
		fan.open("/settings");
		assertThat(fan.open("/admin/people/" + own + "/reset").statusCode()).isEqualTo(403);
		assertThat(fan.submit("/admin/people/" + own + "/reset").statusCode()).isEqualTo(403);
		Browser ada = admin();
		ada.open("/settings");
		assertThat(ada.open("/admin/people/987654321/reset").statusCode()).isEqualTo(404);
		assertThat(ada.submit("/admin/people/987654321/reset").statusCode()).isEqualTo(404);
	}

	private Browser program(String name) {
		String made = browser().withBasic(name, PASSWORD)
			.json("POST", "/api/v1/tokens", "{\"name\":\"people\"}")
			.body();
		return browser().with("Authorization", "Bearer " + JsonPath.read(made, "$.token"));
	}

	@Test
	void an_administrator_makes_an_account_that_its_person_signs_in_to() {
		Browser program = program(ADMIN).with("Idempotency-Key", "person-1");
		for (int i = 0; i < 2; i++) {
			HttpResponse<String> made = program.json("POST", "/api/v1/people",
					"{\"name\":\"made_engineer\",\"password\":\"lamp-grape-violin-8\",\"role\":\"engineer\"}");
			assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
			assertThat(made.headers().firstValue("Location")).hasValue("/u/made_engineer");
			assertThat(JsonPath.<String>read(made.body(), "$.name")).isEqualTo("made_engineer");
			assertThat(JsonPath.<Integer>read(made.body(), "$.id")).isEqualTo((int) id("made_engineer"));
		}
		HttpResponse<String> fan = program(ADMIN).json("POST", "/api/v1/people",
				"{\"name\":\"梅_made\",\"password\":\"lamp-grape-violin-8\"}");
		assertThat(fan.statusCode()).as(fan.body()).isEqualTo(201);
		assertThat(this.jdbc.sql("select role from accounts where name = '梅_made'").query(String.class).single())
			.isEqualTo("FAN");
		Browser engineer = browser();
		engineer.open("/sign-in");
		assertThat(engineer.submit("/sign-in", "name", "made_engineer", "password", "lamp-grape-violin-8").statusCode())
			.isEqualTo(303);
		assertThat(engineer.open("/tasks/new").statusCode()).isEqualTo(200);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			{"name": "x", "password": "lamp-grape-violin-8"}                               | name     | 422
			{"name": "ada", "password": "lamp-grape-violin-8"}                             | name     | 422
			{"password": "lamp-grape-violin-8"}                                            | name     | 422
			{"name": "made_badly", "password": "short"}                                    | password | 422
			{"name": "made_badly"}                                                         | password | 422
			{"name": "made_badly", "password": "lamp-grape-violin-8", "role": "emperor"}   | role     | 400""")
	void what_is_wrong_with_a_new_account_is_told_by_its_field(String json, String field, int status) {
		HttpResponse<String> answer = program(ADMIN).json("POST", "/api/v1/people", json);
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
		assertThat(JsonPath.<List<String>>read(answer.body(), "$.errors[*].field")).containsExactly(field);
	}

	@Test
	void nobody_else_makes_accounts() {
		registered("account_maker");
		String person = "{\"name\":\"made_by_a_fan\",\"password\":\"lamp-grape-violin-8\",\"role\":\"administrator\"}";
		assertThat(program("account_maker").json("POST", "/api/v1/people", person).statusCode()).isEqualTo(403);
		assertThat(browser().json("POST", "/api/v1/people", person).statusCode()).isEqualTo(401);
		assertThat(
				this.jdbc.sql("select count(*) from accounts where name = 'made_by_a_fan'").query(Long.class).single())
			.isZero();
	}

}
