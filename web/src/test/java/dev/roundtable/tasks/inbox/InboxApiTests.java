package dev.roundtable.tasks.inbox;

import java.net.http.HttpResponse;
import java.util.List;

import com.jayway.jsonpath.JsonPath;
import dev.roundtable.Browser;
import dev.roundtable.RoundtableTest;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The inbox as a program of one of the team sees it. */
class InboxApiTests extends RoundtableTest {

	private static final String INBOX = "/api/v1/tasks/inbox";

	@Test
	void what_a_fan_wrote_waits_until_it_is_done_and_again_when_that_is_taken_back() {
		Browser admin = program(browser().withBasic(ADMIN, PASSWORD));
		admin.json("POST", "/api/v1/boards", "{\"slug\": \"inbox-api\", \"name\": \"Inbox\"}");
		Browser fan = fan("inbox_api_fan");
		String topic = fan
			.json("POST", "/api/v1/topics",
					"{\"board\": \"inbox-api\", \"kind\": \"bug\", \"title\": \"It hums\", \"body\": \"Always\"}")
			.body();
		int id = JsonPath.read(topic, "$.id");
		int task = JsonPath.read(fan.open("/api/v1/topics/" + id).body(), "$.task.number");
		assertThat(admin.json("PATCH", "/api/v1/tasks/" + task, "{\"version\": 1, \"assignee\": \"" + ADMIN + "\"}")
			.statusCode()).isEqualTo(200);
		fan.json("POST", "/api/v1/topics/" + id + "/posts", "{\"body\": \"Are you there?\"}");
		String waiting = admin.open(INBOX).body();
		assertThat(of(waiting, task, "waiting[*].reason")).containsExactly("ANSWER");
		assertThat(of(waiting, task, "waiting[*].by")).containsExactly("inbox_api_fan");
		String until = of(waiting, task, "until").getFirst();
		String done = "/api/v1/tasks/" + task + "/done";
		assertThat(admin.json("PUT", done, "{\"until\": \"" + until + "\"}").statusCode()).isEqualTo(204);
		assertThat(of(admin.open(INBOX).body(), task, "until")).isEmpty();
		assertThat(admin.json("DELETE", done, "").statusCode()).isEqualTo(204);
		assertThat(of(admin.open(INBOX).body(), task, "until")).containsExactly(until);
		HttpResponse<String> vague = admin.json("PUT", done, "{\"until\": \"today\"}");
		assertThat(vague.statusCode()).isEqualTo(422);
		assertThat(vague.body()).contains("\"until\"");
	}

	@Test
	void it_is_the_teams_alone() {
		assertThat(browser().open(INBOX).statusCode()).isEqualTo(401);
		assertThat(fan("inbox_api_stranger").open(INBOX).statusCode()).isEqualTo(403);
		Browser admin = program(browser().withBasic(ADMIN, PASSWORD));
		assertThat(admin.open(INBOX + "?cursor=garbage").statusCode()).isEqualTo(422);
		assertThat(
				admin.json("PUT", "/api/v1/tasks/987654321/done", "{\"until\": \"2026-01-01T00:00:00Z\"}").statusCode())
			.isEqualTo(404);
	}

	private static List<String> of(String inbox, int task, String what) {
		return JsonPath.read(inbox, "$.items[?(@.number == " + task + ")]." + what);
	}

	private Browser fan(String name) {
		registered(name);
		return program(browser().withBasic(name, PASSWORD));
	}

	private Browser program(Browser person) {
		String made = person.json("POST", "/api/v1/tokens", "{\"name\":\"inbox\"}").body();
		return browser().with("Authorization", "Bearer " + JsonPath.read(made, "$.token"));
	}

}
