package dev.roundtable.feedback.duty;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;

import com.jayway.jsonpath.JsonPath;
import dev.roundtable.Browser;
import dev.roundtable.RoundtableTest;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import static org.assertj.core.api.Assertions.assertThat;

/** Forum duty as a program of one of the team does it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DutyApiTests extends RoundtableTest {

	private static final String BOARD = "duty-api";

	private Browser admin = browser();

	private Browser fan = browser();

	@BeforeAll
	void a_board_and_a_fan() {
		this.admin = program(browser().withBasic(ADMIN, PASSWORD));
		this.admin.json("POST", "/api/v1/boards", "{\"slug\": \"" + BOARD + "\", \"name\": \"Duty\"}");
		registered("duty_api_fan");
		this.fan = program(browser().withBasic("duty_api_fan", PASSWORD));
	}

	@Test
	void the_oldest_that_nobody_has_is_taken_once_however_often_it_is_sent() {
		List<Integer> topics = new ArrayList<>();
		for (String title : List.of("It hums", "It crackles", "It is silent")) {
			topics.add(JsonPath.read(
					this.fan
						.json("POST", "/api/v1/topics",
								"{\"board\": \"%s\", \"kind\": \"bug\", \"title\": \"%s\", \"body\": \"Text\"}"
									.formatted(BOARD, title))
						.body(),
					"$.id"));
		}
		String queue = this.admin.open("/api/v1/duty/queue?board=" + BOARD).body();
		assertThat(JsonPath.<List<Integer>>read(queue, "$.items[*].topic")).isEqualTo(topics);
		assertThat(JsonPath.<List<Object>>read(queue, "$.items[*].takenBy")).containsOnlyNulls();
		Browser twice = this.admin.with("Idempotency-Key", "duty-api-1");
		String next = "{\"board\": \"" + BOARD + "\"}";
		for (int i = 0; i < 2; i++) {
			HttpResponse<String> taken = twice.json("POST", "/api/v1/duty/next", next);
			assertThat(taken.statusCode()).isEqualTo(200);
			assertThat(JsonPath.<Integer>read(taken.body(), "$.topic")).isEqualTo(topics.getFirst());
		}
		Browser others = this.admin.with("Idempotency-Key", "duty-api-2");
		assertThat(JsonPath.<Integer>read(others.json("POST", "/api/v1/duty/next", next).body(), "$.topic"))
			.isEqualTo(topics.get(1));
		String report = this.admin.open("/api/v1/duty").body();
		assertThat(JsonPath.<List<Integer>>read(report, "$.boards[?(@.board == '" + BOARD + "')].waiting"))
			.containsExactly(3);
		assertThat(JsonPath.<List<Integer>>read(report, "$.boards[?(@.board == '" + BOARD + "')].free"))
			.containsExactly(1);
		this.admin.with("Idempotency-Key", "duty-api-3").json("POST", "/api/v1/duty/next", next);
		assertThat(
				this.admin.with("Idempotency-Key", "duty-api-4").json("POST", "/api/v1/duty/next", next).statusCode())
			.as("nothing is free")
			.isEqualTo(204);
		this.admin.with("Idempotency-Key", "duty-api-5")
			.json("POST", "/api/v1/topics/" + topics.getFirst() + "/posts", "{\"body\": \"We look into it\"}");
		assertThat(JsonPath.<List<Integer>>read(this.admin.open("/api/v1/duty/queue?board=" + BOARD).body(),
				"$.items[*].topic"))
			.isEqualTo(topics.subList(1, 3));
	}

	@Test
	void it_is_the_teams_alone() {
		for (String address : List.of("/api/v1/duty", "/api/v1/duty/queue")) {
			assertThat(browser().open(address).statusCode()).isEqualTo(401);
			assertThat(this.fan.open(address).statusCode()).isEqualTo(403);
		}
		assertThat(this.fan.json("POST", "/api/v1/duty/next", "{}").statusCode()).isEqualTo(403);
		assertThat(this.admin.open("/api/v1/duty/queue?board=nowhere").statusCode()).isEqualTo(404);
		assertThat(this.admin.open("/api/v1/duty/queue?cursor=garbage").statusCode()).isEqualTo(422);
	}

	private Browser program(Browser person) {
		String made = person.json("POST", "/api/v1/tokens", "{\"name\":\"duty\"}").body();
		return browser().with("Authorization", "Bearer " + JsonPath.read(made, "$.token"));
	}

}
