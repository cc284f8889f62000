package dev.roundtable.appeals;

import java.net.http.HttpResponse;
import java.util.List;

import com.jayway.jsonpath.JsonPath;
import dev.roundtable.Browser;
import dev.roundtable.RoundtableTest;
import dev.roundtable.people.Role;
import dev.roundtable.signin.Registration;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/** Programs appeal, and moderators' programs answer, as the pages do. */
class AppealsApiTests extends RoundtableTest {

	private static final String OWN = "/api/v1/me/appeals";

	private static final String ALL = "/api/v1/moderation/appeals";

	@Autowired
	private Registration registration;

	private Browser program(String name, Role role) {
		this.registration.create(name, PASSWORD, role);
		return browser().with("Authorization", "Bearer " + token(name, "{\"name\": \"appeals\"}"));
	}

	private String token(String name, String terms) {
		return JsonPath.read(browser().withBasic(name, PASSWORD).json("POST", "/api/v1/tokens", terms).body(),
				"$.token");
	}

	private void impose(Browser moderator, String name, String what) {
		assertThat(
				moderator.json("PUT", "/api/v1/people/" + name + "/" + what, "{\"reason\": \"Shouting\"}").statusCode())
			.isEqualTo(204);
	}

	private static HttpResponse<String> appeal(Browser program, String text) {
		return program.json("POST", OWN, "{\"text\": \"" + text + "\"}");
	}

	private static int id(HttpResponse<String> answer) {
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
		return JsonPath.read(answer.body(), "$.id");
	}

	private static String decision(int id) {
		return ALL + "/" + id + "/decision";
	}

	@Test
	void a_suspended_fan_appeals_with_her_token_once_and_does_nothing_else_with_it() {
		Browser zhou = program("zhou_of_programs", Role.MODERATOR);
		Browser fan = program("appealing_program", Role.FAN);
		HttpResponse<String> nothing = appeal(fan, "But why?");
		assertThat(nothing.statusCode()).isEqualTo(422);
		assertThat(JsonPath.<List<String>>read(nothing.body(), "$.errors[*].field")).containsExactly("text");
		impose(zhou, "appealing_program", "suspension");
		assertThat(fan.json("POST", "/api/v1/topics", "{}").statusCode()).isEqualTo(403);
		assertThat(appeal(fan, " ").statusCode()).isEqualTo(422);
		Browser keyed = fan.with("Idempotency-Key", "appeal-1");
		int made = id(appeal(keyed, "canaryappeal"));
		assertThat(id(appeal(keyed, "canaryappeal"))).as("the same request again").isEqualTo(made);
		HttpResponse<String> again = appeal(fan.with("Idempotency-Key", "appeal-2"), "And another thing");
		assertThat(again.statusCode()).isEqualTo(422);
		String own = fan.open(OWN).body();
		assertThat(JsonPath.<List<Integer>>read(own, "$.items[*].id")).containsExactly(made);
		assertThat(own)
			.contains("\"against\":\"suspended\"", "\"reason\":\"Shouting\"", "\"text\":\"canaryappeal\"",
					"\"lifted\":null", "\"decidedAt\":null")
			.doesNotContain("zhou_of_programs");
	}

	@Test
	void a_moderator_answers_from_a_program_and_what_is_lifted_ends() {
		Browser zhou = program("zhou_answers_programs", Role.MODERATOR);
		Browser fan = program("answered_program", Role.FAN);
		impose(zhou, "answered_program", "silence");
		int id = id(appeal(fan, "canaryanswered"));
		String open = zhou.open(ALL).body();
		assertThat(JsonPath.<List<String>>read(open, "$.items[?(@.id == " + id + ")].person"))
			.containsExactly("answered_program");
		assertThat(JsonPath.<List<String>>read(open, "$.items[?(@.id == " + id + ")].imposedBy"))
			.containsExactly("zhou_answers_programs");
		HttpResponse<String> without = zhou.json("POST", decision(id), "{\"reason\": \"We believe you\"}");
		assertThat(without.statusCode()).isEqualTo(422);
		assertThat(without.body()).contains("\"field\":\"lift\"");
		assertThat(zhou.json("POST", decision(id), "{\"lift\": true}").body()).contains("\"field\":\"reason\"");
		String lift = "{\"lift\": true, \"reason\": \"We believe you\"}";
		assertThat(zhou.json("POST", decision(id), lift).statusCode()).isEqualTo(204);
		assertThat(zhou.json("POST", decision(id), lift).statusCode()).as("it is decided").isEqualTo(409);
		assertThat(zhou.open(ALL).body()).doesNotContain("canaryanswered");
		assertThat(zhou.open(ALL + "?decided=true").body()).contains("canaryanswered",
				"\"decidedBy\":\"zhou_answers_programs\"");
		assertThat(fan.open(OWN).body()).contains("\"lifted\":true", "\"answer\":\"We believe you\"");
		assertThat(fan.open("/api/v1/people/answered_program").body()).contains("\"suspension\":null");
		assertThat(zhou.json("POST", decision(987654321), lift).statusCode()).isEqualTo(404);
		assertThat(zhou.open(ALL + "?cursor=x").statusCode()).isEqualTo(422);
	}

	@Test
	void who_is_no_moderator_or_nobody_or_only_reads_is_refused() {
		Browser zhou = program("zhou_of_strangers", Role.MODERATOR);
		Browser fan = program("refused_program", Role.FAN);
		Browser reader = browser().with("Authorization",
				"Bearer " + token("refused_program", "{\"name\": \"reads\", \"scope\": \"read\"}"));
		impose(zhou, "refused_program", "silence");
		assertThat(browser().open(OWN).statusCode()).isEqualTo(401);
		assertThat(browser().open(ALL).statusCode()).isEqualTo(401);
		assertThat(appeal(browser(), "canarynobody").statusCode()).isEqualTo(401);
		assertThat(appeal(reader, "canaryreads").statusCode()).isEqualTo(403);
		int id = id(appeal(fan, "canaryrefused"));
		String lift = "{\"lift\": true, \"reason\": \"Me\"}";
		for (Browser other : List.of(fan, program("engineer_of_appeals", Role.ENGINEER))) {
			assertThat(other.open(ALL).statusCode()).isEqualTo(403);
			assertThat(other.json("POST", decision(id), lift).statusCode()).isEqualTo(403);
		}
		assertThat(reader.open(OWN).body()).contains("canaryrefused");
		assertThat(zhou.open(OWN).body()).as("hers alone").contains("\"items\":[]");
	}

}
