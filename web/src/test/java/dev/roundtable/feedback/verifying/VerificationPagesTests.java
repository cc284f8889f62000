package dev.roundtable.feedback.verifying;

import java.net.http.HttpResponse;

import com.jayway.jsonpath.JsonPath;
import dev.roundtable.Browser;
import dev.roundtable.RoundtableTest;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** “Still broken for you?” on the pages and for programs. */
class VerificationPagesTests extends RoundtableTest {

	@Test
	void the_question_stands_on_the_topic_the_task_and_her_own_page() {
		Browser fan = registered("tried_fan");
		String topic = reported(fan, "Silent since the update");
		String task = task(topic);
		assertThat(fan.open(topic).body()).doesNotContain("/verification");
		release(task);
		String form = "action=\"" + task + "/verification\"";
		assertThat(fan.open(topic).body()).contains(form);
		assertThat(fan.open(task).body()).contains(form);
		assertThat(fan.open("/me/feedback").body()).contains(form);
		assertThat(browser().open(topic).body()).doesNotContain(form);

		Browser other = registered("tried_other");
		other.open(topic);
		HttpResponse<String> said = other.submit(task + "/verification", "works", "false", "comment",
				"canaryword only in the cold", "back", topic + "#task-head");
		assertThat(said.statusCode()).isEqualTo(302);
		assertThat(said.headers().firstValue("Location")).hasValue(topic + "#task-head");
		assertThat(browser().open(topic).body()).contains("Verified by 0, refuted by 1").doesNotContain("canaryword");
		assertThat(fan.open(task).body()).contains("Verified by 0, refuted by 1").doesNotContain("canaryword");
		assertThat(admin().open(task).body()).contains("canaryword only in the cold");
		assertThat(other.open(topic).body()).containsPattern("value=\"false\" aria-pressed=\"true\"");

		assertThat(other.submit(task + "/verification/withdraw").statusCode()).isEqualTo(302);
		assertThat(browser().open(topic).body()).doesNotContain("refuted by");
	}

	@Test
	void what_is_wrong_with_an_answer_is_said_on_a_page_with_what_was_typed() {
		Browser fan = registered("tried_early");
		String task = task(reported(fan, "Not yet out"));
		fan.open(task);
		HttpResponse<String> early = fan.submit(task + "/verification", "works", "true");
		assertThat(early.statusCode()).isEqualTo(422);
		assertThat(early.body()).contains("there is nothing to try");
		release(task);
		HttpResponse<String> neither = fan.submit(task + "/verification", "comment", "Half a <word>");
		assertThat(neither.statusCode()).isEqualTo(422);
		assertThat(neither.body()).contains("Half a &lt;word&gt;", "Say whether it works now");
		assertThat(fan.submit(task + "/verification", "works", "true", "back", "//elsewhere.example")
			.headers()
			.firstValue("Location")).hasValue("/");
	}

	@Test
	void a_program_says_it_changes_it_and_takes_it_back() {
		Browser fan = registered("tried_program_fan");
		String task = task(reported(fan, "For programs"));
		release(task);
		registered("tried_program");
		Browser program = program("tried_program");
		String address = "/api/v1" + task + "/verification";
		assertThat(program.json("PUT", address, "{\"works\": false, \"build\": \"2.4.1\"}").body())
			.contains("\"broken\":1", "\"mine\":false");
		assertThat(program.json("PUT", address, "{\"works\": true}").body()).contains("\"works\":1", "\"broken\":0");
		assertThat(program.json("PUT", address, "{\"build\": \"2.4.1\"}").statusCode()).isEqualTo(422);
		assertThat(program.json("PUT", address, "{\"works\": true, \"build\": \"../etc\"}").statusCode())
			.isEqualTo(422);
		assertThat(browser().open(address).body()).contains("\"works\":1", "\"mine\":null");
		assertThat(program.json("DELETE", address, "").body()).contains("\"works\":0", "\"mine\":null");
		assertThat(browser().json("PUT", address, "{\"works\": true}").statusCode()).isEqualTo(401);
		assertThat(program.json("PUT", "/api/v1/tasks/987654321/verification", "{\"works\": true}").statusCode())
			.isEqualTo(404);
	}

	@Test
	void an_administrator_says_how_many_it_takes() {
		Browser admin = admin();
		admin.open("/admin/verification");
		String version = this.jdbc.sql("select version from verification_bars").query(String.class).single();
		assertThat(
				admin.submit("/admin/verification", "refuting", "1", "proving", "5", "version", version).statusCode())
			.isEqualTo(302);
		try {
			Browser fan = registered("tried_bar");
			String task = task(reported(fan, "One is enough"));
			release(task);
			fan.open(task);
			fan.submit(task + "/verification", "works", "false");
			assertThat(browser().open(task).body()).contains("data-s=\"CONFIRMED\"", "data-did=\"disproved\"");
			assertThat(
					admin.submit("/admin/verification", "refuting", "0", "proving", "5", "version", "2").statusCode())
				.isEqualTo(422);
			assertThat(admin.submit("/admin/verification", "refuting", "3", "proving", "2", "version", version)
				.statusCode()).isEqualTo(409);
			assertThat(fan.open("/admin/verification").statusCode()).isEqualTo(403);
		}
		finally {
			this.jdbc.sql("update verification_bars set refuting = 3, proving = 2").update();
		}
	}

	private String reported(Browser fan, String title) {
		Browser admin = program(ADMIN);
		admin.json("POST", "/api/v1/boards", "{\"slug\": \"tried-board\", \"name\": \"Tried\"}");
		fan.open("/new");
		HttpResponse<String> posted = fan.submit("/new", "board", "tried-board", "kind", "BUG", "title", title, "body",
				"Since the update");
		assertThat(posted.statusCode()).as(posted.body()).isEqualTo(302);
		return posted.headers().firstValue("Location").orElseThrow();
	}

	private String task(String topic) {
		String id = topic.split("/")[2];
		return "/tasks/" + JsonPath.read(browser().open("/api/v1/topics/" + id).body(), "$.task.number");
	}

	private void release(String task) {
		Browser admin = program(ADMIN);
		for (String status : new String[] { "fixed", "released" }) {
			int version = JsonPath.read(admin.open("/api/v1" + task).body(), "$.version");
			HttpResponse<String> moved = admin.json("PATCH", "/api/v1" + task,
					"{\"version\": %d, \"status\": \"%s\", \"fixedIn\": \"2.4.1\"}".formatted(version, status));
			assertThat(moved.statusCode()).as(moved.body()).isEqualTo(200);
		}
	}

	private Browser program(String name) {
		String made = browser().withBasic(name, PASSWORD).json("POST", "/api/v1/tokens", "{\"name\":\"tried\"}").body();
		return browser().with("Authorization", "Bearer " + JsonPath.read(made, "$.token"));
	}

}
