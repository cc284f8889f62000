package dev.roundtable.journeys;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import dev.roundtable.journeys.Api.Answer;
import dev.roundtable.people.Role;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The promises of {@code /api/v1}, one by one. Programs are built on them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Journey
class ApiIT {

	private final RunningSite site = RunningSite.get();

	private final Api anonymous = Api.anonymous(this.site.url());

	private Api fan = this.anonymous;

	private Api engineer = this.anonymous;

	private Api administrator = this.anonymous;

	private String lin = "";

	@BeforeAll
	void people() throws Exception {
		this.lin = this.site.person("lin", Role.ENGINEER);
		this.fan = this.anonymous.as(this.site.person("mei", Role.FAN), RunningSite.PASSWORD);
		this.engineer = this.anonymous.as(this.lin, RunningSite.PASSWORD);
		this.administrator = this.anonymous.as(this.site.person("keeper", Role.ADMINISTRATOR), RunningSite.PASSWORD);
	}

	@Test
	void a_token_is_made_with_a_password_and_works_until_it_is_revoked() throws Exception {
		String name = this.site.person("an", Role.FAN);
		JsonNode made = this.anonymous.withPassword(name, RunningSite.PASSWORD)
			.post("/tokens", Map.of("name", "build server"))
			.json();
		Api program = this.anonymous.withToken(made.get("token").asString());
		assertThat(program.post("/topics", topic("QUESTION", "With a token")).status()).isEqualTo(201);
		assertThat(program.send("DELETE", "/tokens/" + made.get("id").asLong(), null, null).status()).isEqualTo(204);
		problem(program.post("/topics", topic("QUESTION", "Without")), 401);
	}

	@Test
	void who_is_not_known_may_read_and_not_write() throws Exception {
		assertThat(this.anonymous.get("/topics").status()).isEqualTo(200);
		problem(this.anonymous.post("/topics", topic("BUG", "Anonymous")), 401);
		problem(this.anonymous.withToken("no such token").post("/topics", topic("BUG", "Wrong token")), 401);
		problem(this.anonymous.withPassword(this.lin, "wrong").post("/tokens", Map.of("name", "x")), 401);
	}

	@Test
	void administrators_make_boards_and_everybody_reads_them() throws Exception {
		String slug = "b" + UUID.randomUUID().toString().substring(0, 8);
		problem(this.fan.post("/boards", Map.of("slug", slug, "name", "电视 TV")), 403);
		assertThat(this.administrator.post("/boards", Map.of("slug", slug, "name", "电视 TV")).status()).isEqualTo(201);
		problem(this.administrator.post("/boards", Map.of("slug", slug, "name", "Again")), 422);
		assertThat(this.anonymous.get("/boards").body()).contains(slug, "电视 TV");
	}

	@Test
	void a_bug_is_a_topic_and_a_task() throws Exception {
		Answer posted = this.fan.post("/topics", topic("bug", "Crackles at 48 kHz"));
		assertThat(posted.status()).isEqualTo(201);
		JsonNode created = posted.json();
		assertThat(posted.location()).isEqualTo(created.get("url").asString());
		JsonNode topic = this.anonymous.get("/topics/" + created.get("id").asLong()).json();
		assertThat(fields(topic)).contains("id", "url", "title", "body", "kind", "board", "tags", "author", "votes",
				"task", "version", "createdAt", "updatedAt");
		assertThat(topic.get("kind").asString()).isEqualTo("bug");
		assertThat(topic.get("tags").get(0).asString()).isEqualTo("audio");
		assertThat(topic.get("task").get("number")).isEqualTo(created.get("task").get("number"));
		JsonNode task = this.anonymous.get("/tasks/" + created.get("task").get("number").asLong()).json();
		assertThat(task.get("origin").asString()).isEqualTo("topic");
		assertThat(task.get("topics").get(0).get("id").asLong()).isEqualTo(created.get("id").asLong());
		assertThat(this.fan.post("/topics", topic("QUESTION", "No task")).json().get("task").isNull()).isTrue();
	}

	@Test
	void replies_get_floors_and_are_read_page_by_page() throws Exception {
		long topic = this.fan.post("/topics", topic("DISCUSSION", "Many floors")).json().get("id").asLong();
		for (int floor = 2; floor <= 53; floor++) {
			JsonNode reply = this.fan.post("/topics/" + topic + "/posts", Map.of("body", "floor " + floor)).json();
			assertThat(reply.get("floor").asInt()).isEqualTo(floor);
			assertThat(reply.get("url").asString()).endsWith("#floor-" + floor);
		}
		JsonNode first = this.anonymous.get("/topics/" + topic + "/posts").json();
		JsonNode second = this.anonymous
			.get("/topics/" + topic + "/posts?cursor=" + Api.encode(first.get("next").asString()))
			.json();
		List<Integer> floors = new ArrayList<>();
		first.get("items").forEach((post) -> floors.add(post.get("floor").asInt()));
		second.get("items").forEach((post) -> floors.add(post.get("floor").asInt()));
		assertThat(floors).hasSize(53).isSorted().doesNotHaveDuplicates();
		assertThat(second.get("next").isNull()).isTrue();
		assertThat(fields(first.get("items").get(0))).contains("id", "version", "createdAt", "updatedAt", "body");
		problem(this.fan.post("/topics/999999999/posts", Map.of("body", "Nowhere")), 404);
	}

	@Test
	void a_vote_counts_once_and_can_be_taken_back() throws Exception {
		long topic = this.fan.post("/topics", topic("IDEA", "A longer cable")).json().get("id").asLong();
		for (int i = 0; i < 2; i++) {
			assertThat(this.engineer.send("PUT", "/topics/" + topic + "/vote", null, null).status()).isEqualTo(204);
		}
		assertThat(this.anonymous.get("/topics/" + topic).json().get("votes").asInt()).isOne();
		assertThat(this.engineer.send("DELETE", "/topics/" + topic + "/vote", null, null).status()).isEqualTo(204);
		assertThat(this.anonymous.get("/topics/" + topic).json().get("votes").asInt()).isZero();
		problem(this.engineer.send("PUT", "/topics/999999999/vote", null, null), 404);
	}

	@Test
	void the_team_opens_and_changes_tasks_and_a_stale_change_is_refused() throws Exception {
		problem(this.fan.post("/tasks", Map.of("title", "Mine")), 403);
		JsonNode task = this.engineer
			.post("/tasks",
					Map.of("title", "Flaky hinge", "kind", "bug", "severity", "major", "component", "headphones"))
			.json();
		String path = "/tasks/" + task.get("number").asLong();
		assertThat(task.get("origin").asString()).isEqualTo("native");
		problem(this.fan.patch(path, Map.of("version", 1, "status", "CONFIRMED")), 403);
		problem(this.engineer.patch(path, Map.of("version", 1, "status", "verified")), 422);
		problem(this.engineer.patch(path, Map.of("status", "confirmed")), 422);
		JsonNode changed = this.engineer
			.patch(path, Map.of("version", task.get("version").asLong(), "status", "confirmed", "assignee", this.lin))
			.json();
		assertThat(changed.get("status").asString()).isEqualTo("confirmed");
		assertThat(changed.get("assignee").asString()).isEqualTo(this.lin);
		JsonNode stale = problem(
				this.engineer.patch(path, Map.of("version", task.get("version").asLong(), "status", "planned")), 409);
		assertThat(stale.get("current").asLong()).isEqualTo(changed.get("version").asLong());
		problem(this.anonymous.get("/tasks/999999999"), 404);
	}

	@Test
	void comments_are_internal_unless_said_otherwise() throws Exception {
		long number = this.fan.post("/topics", topic("BUG", "Hums")).json().get("task").get("number").asLong();
		String path = "/tasks/" + number;
		assertThat(this.engineer.post(path + "/comments", Map.of("body", "ask the vendor"))
			.json()
			.get("internal")
			.asBoolean()).isTrue();
		assertThat(this.engineer.post(path + "/comments", Map.of("body", "we hear it", "internal", false)).status())
			.isEqualTo(201);
		for (Api reader : List.of(this.anonymous, this.fan)) {
			assertThat(reader.get(path).body()).contains("we hear it").doesNotContain("ask the vendor");
		}
		assertThat(this.engineer.get(path).json().get("comments")).hasSize(2);
		problem(this.fan.post(path + "/comments", Map.of("body", "me too")), 403);
	}

	@Test
	void the_list_is_filtered_and_paged() throws Exception {
		String word = "paged" + UUID.randomUUID().toString().substring(0, 8);
		for (int i = 0; i < 51; i++) {
			this.engineer.post("/tasks", Map.of("title", word + " " + i, "kind", "chore"));
		}
		List<Long> numbers = new ArrayList<>();
		String next = "";
		do {
			JsonNode page = this.anonymous
				.get("/tasks?sort=new&kind=chore&origin=native&status=new&q=" + word + "&cursor=" + Api.encode(next))
				.json();
			page.get("items").forEach((item) -> numbers.add(item.get("number").asLong()));
			assertThat(fields(page.get("items").get(0))).contains("number", "title", "kind", "status", "severity",
					"origin", "people", "votes", "score", "assignee", "url", "version");
			next = page.get("next").isNull() ? "" : page.get("next").asString();
		}
		while (!next.isEmpty());
		assertThat(numbers).hasSize(51).doesNotHaveDuplicates();
		problem(this.anonymous.get("/tasks?cursor=garbage"), 422);
		problem(this.anonymous.get("/tasks?status=forgotten"), 422);
	}

	@Test
	void a_replayed_post_happens_once() throws Exception {
		String key = UUID.randomUUID().toString();
		Map<String, ?> topic = topic("BUG", "Once " + key);
		Answer first = this.fan.post("/topics", topic, key);
		assertThat(this.fan.post("/topics", topic, key)).isEqualTo(first);
		problem(this.fan.post("/topics", topic("BUG", "Other"), key), 422);
	}

	@Test
	void bad_input_is_a_problem_that_names_the_field() throws Exception {
		assertThat(problem(this.fan.send("POST", "/topics", "{\"board\":", null), 400).get("title").asString())
			.isNotBlank();
		assertThat(fieldAtFault(
				this.fan.post("/topics", Map.of("board", "nowhere", "kind", "BUG", "title", "T", "body", "B"))))
			.isEqualTo("board");
		assertThat(fieldAtFault(this.fan.post("/topics", Map.of("board", "headphones", "title", "T", "body", "B"))))
			.isEqualTo("kind");
		assertThat(fieldAtFault(this.fan.post("/topics", topic("BUG", "")))).isEqualTo("title");
		assertThat(fieldAtFault(this.fan.post("/topics", topic("BUG", "x".repeat(256))))).isEqualTo("title");
		assertThat(fieldAtFault(this.fan.post("/topics",
				Map.of("board", "headphones", "kind", "BUG", "title", "T", "body", "y".repeat(65_537)))))
			.isEqualTo("body");
		assertThat(fieldAtFault(this.fan.post("/topics",
				Map.of("board", "headphones", "kind", "BUG", "title", "T", "body", "B", "tags", List.of("two words")))))
			.isEqualTo("tags");
		problem(this.fan.post("/topics", Map.of("board", "headphones", "kind", "rant", "title", "T", "body", "B")),
				400);
		problem(this.fan.send("POST", "/topics",
				"{\"board\":\"headphones\",\"kind\":\"BUG\",\"title\":\"\\ud800\",\"body\":\"B\"}", null), 422);
		problem(this.anonymous.get("/topics/999999999"), 404);
		problem(this.anonymous.get("/no/such/path"), 404);
	}

	@Test
	void search_finds_a_topic_its_reply_and_its_task_as_one_hit_and_each_by_itself() throws Exception {
		String word = "quokka" + UUID.randomUUID().toString().substring(0, 8);
		long topic = this.fan.post("/topics", topic("BUG", word + " 蓝牙断连")).json().get("id").asLong();
		this.fan.post("/topics/" + topic + "/posts", Map.of("body", "the same " + word + " here"));
		await().atMost(Duration.ofMinutes(3)).pollInterval(Duration.ofMillis(500)).untilAsserted(() -> {
			JsonNode found = this.anonymous.get("/search?q=" + word).json().path("items");
			assertThat(found).hasSize(1);
			JsonNode hit = found.get(0);
			assertThat(hit.get("type").asString()).isEqualTo("topic");
			assertThat(hit.get("id").asLong()).isEqualTo(topic);
			assertThat(hit.get("more").asInt()).isOne();
			assertThat(hit.get("task").isNumber()).isTrue();
			assertThat(this.anonymous.get("/search?type=post&q=" + word).json().path("items")).hasSize(1);
			assertThat(this.anonymous.get("/search?type=task&q=" + word).json().path("items")).hasSize(1);
		});
		JsonNode topics = this.anonymous
			.get("/search?type=topic&board=headphones&status=new&q=" + Api.encode(word + " 蓝牙"))
			.json();
		assertThat(topics.get("total").asLong()).isOne();
		assertThat(fields(topics.get("items").get(0))).contains("type", "id", "url", "title", "highlight");
		assertThat(this.anonymous.get("/search?status=released&q=" + word).json().get("total").asLong()).isZero();
	}

	@Test
	void search_finds_what_is_said_in_other_words_and_what_was_meant() throws Exception {
		String word = "wombat" + UUID.randomUUID()
			.toString()
			.chars()
			.filter(Character::isLetter)
			.limit(5)
			.collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append) + "olin";
		this.fan.post("/topics", topic("BUG", "WLAN drops on my " + word)).json();
		String slip = word.replaceFirst("b", "");
		await().atMost(Duration.ofMinutes(3)).pollInterval(Duration.ofMillis(500)).untilAsserted(() -> {
			JsonNode meant = this.anonymous.get("/search?q=type:topic+" + slip).json();
			assertThat(meant.path("corrected").asString()).isEqualTo("type:topic " + word);
			assertThat(meant.get("items")).hasSize(1);
			assertThat(meant.at("/items/0/title").asString()).contains(word);
		});
		JsonNode same = this.anonymous.get("/search?q=" + Api.encode("\"" + word + "\" wifi")).json();
		assertThat(same.get("items")).hasSize(1);
		assertThat(same.get("corrected").isNull()).isTrue();
	}

	@Test
	void the_openapi_document_names_every_path() throws Exception {
		JsonNode paths = this.anonymous.get("/v3/api-docs").json().get("paths");
		assertThat(fields(paths)).contains("/api/v1/tokens", "/api/v1/tokens/{id}", "/api/v1/boards", "/api/v1/topics",
				"/api/v1/topics/{id}", "/api/v1/topics/{id}/posts", "/api/v1/topics/{id}/vote", "/api/v1/tasks",
				"/api/v1/tasks/{number}", "/api/v1/tasks/{number}/comments", "/api/v1/search");
	}

	@Test
	void health_tells_of_the_database_and_of_search() throws Exception {
		JsonNode health = this.anonymous.get("/actuator/health").json();
		assertThat(health.get("status").asString()).isEqualTo("UP");
		assertThat(fields(health.get("components"))).contains("db", "search");
	}

	private static Map<String, Object> topic(String kind, String title) {
		return Map.of("board", "headphones", "kind", kind, "title", title, "body", "正文 text", "tags", List.of("Audio"));
	}

	private static JsonNode problem(Answer answer, int status) throws IOException {
		assertThat(answer.status()).as(answer.body()).isEqualTo(status);
		assertThat(answer.type()).startsWith("application/problem+json");
		assertThat(answer.json().get("status").asInt()).isEqualTo(status);
		return answer.json();
	}

	private static String fieldAtFault(Answer answer) throws IOException {
		return problem(answer, 422).get("errors").get(0).get("field").asString();
	}

	private static List<String> fields(JsonNode node) {
		return List.copyOf(node.propertyNames());
	}

}
