package dev.roundtable.feedback;

import java.net.http.HttpResponse;

import com.jayway.jsonpath.JsonPath;
import dev.roundtable.Browser;
import dev.roundtable.RoundtableTest;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What a task shows of its topics, and a topic of its task, on their pages. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TaskAndTopicTests extends RoundtableTest {

	private static final String BOARD = "both-sides";

	private Browser program = browser();

	@BeforeAll
	void a_board() {
		String made = browser().withBasic(ADMIN, PASSWORD).json("POST", "/api/v1/tokens", "{\"name\":\"both\"}").body();
		this.program = browser().with("Authorization", "Bearer " + JsonPath.read(made, "$.token"));
		this.program.json("POST", "/api/v1/boards", "{\"slug\": \"" + BOARD + "\", \"name\": \"Both sides\"}");
	}

	private record Pair(long topic, String url, long task) {
	}

	private Pair post(String title) {
		String answer = this.program
			.json("POST", "/api/v1/topics",
					"""
							{"board": "%s", "kind": "idea", "title": "%s", "body": "First of %s"}""".formatted(BOARD,
							title, title))
			.body();
		return new Pair(number(answer, "$.id"), JsonPath.read(answer, "$.url"), number(answer, "$.task.number"));
	}

	private void reply(Pair pair, String body) {
		assertThat(
				this.program.json("POST", "/api/v1/topics/" + pair.topic() + "/posts", "{\"body\": \"" + body + "\"}")
					.statusCode())
			.isEqualTo(201);
	}

	private HttpResponse<String> act(long task, String act, String more) {
		return this.program.json("POST", "/api/v1/tasks/" + task + "/" + act,
				"{\"version\": " + version(task) + more + "}");
	}

	private long version(long task) {
		return number(this.program.open("/api/v1/tasks/" + task).body(), "$.version");
	}

	private static long number(String json, String path) {
		return JsonPath.<Number>read(json, path).longValue();
	}

	@Test
	void a_new_status_and_an_answer_stand_between_the_floors_where_they_happened() {
		Pair pair = post("Between the floors");
		reply(pair, "floor before");
		Browser reader = browser();
		assertThat(reader.open(pair.url()).body()).contains("floor before").doesNotContain("class=\"event\"");
		assertThat(act(pair.task(), "confirm", ", \"reason\": \"We saw <b>it</b>, too\"").statusCode()).isEqualTo(200);
		assertThat(reader.open(pair.url()).body()).contains("data-did=\"confirmed\"");
		this.program.json("POST", "/api/v1/tasks/" + pair.task() + "/comments",
				"{\"body\": \"the publicanswer\", \"internal\": false}");
		this.program.json("POST", "/api/v1/tasks/" + pair.task() + "/comments",
				"{\"body\": \"the secretnote\", \"internal\": true}");
		reply(pair, "floor after");
		for (Browser who : new Browser[] { reader, admin(), registered("between_floors") }) {
			String page = who.open(pair.url()).body();
			String thread = page.substring(page.indexOf("class=\"thread\""));
			assertThat(thread).containsSubsequence("floor before", "data-did=\"confirmed\"",
					"We saw &lt;b&gt;it&lt;/b&gt;, too", "the publicanswer", "floor after");
			assertThat(page).doesNotContain("secretnote", "<b>it</b>");
		}
	}

	@Test
	void what_is_kept_to_the_team_is_no_event_any_more() {
		Pair pair = post("Kept later");
		act(pair.task(), "plan", ", \"reason\": \"canarysentence\"");
		assertThat(browser().open(pair.url()).body()).contains("canarysentence");
		this.program.json("PATCH", "/api/v1/tasks/" + pair.task(),
				"{\"version\": " + version(pair.task()) + ", \"audience\": \"team\"}");
		assertThat(browser().open(pair.url()).body()).doesNotContain("canarysentence");
		assertThat(admin().open(pair.url()).body()).doesNotContain("data-did=\"planned\"");
	}

	@Test
	void an_event_stands_on_the_page_of_its_time_alone() {
		Pair pair = post("Two pages of floors");
		for (int floor = 2; floor <= 10; floor++) {
			reply(pair, "early " + floor);
		}
		act(pair.task(), "start", "");
		for (int floor = 11; floor <= 22; floor++) {
			reply(pair, "late " + floor);
		}
		act(pair.task(), "fix", ", \"build\": \"7.7.1\"");
		assertThat(browser().open(pair.url()).body()).contains("data-did=\"started\"")
			.doesNotContain("data-did=\"fixed\"");
		assertThat(browser().open(pair.url() + "?page=2").body()).contains("data-did=\"fixed\"")
			.doesNotContain("data-did=\"started\"");
	}

	@Test
	void each_transition_takes_a_sentence_that_fans_read_and_is_told_and_that_goes_with_the_next() {
		Pair pair = post("With a sentence");
		Browser fan = registered("sentence_fan");
		fan.open(pair.url());
		fan.submit("/t/" + pair.topic() + "/vote");
		assertThat(act(pair.task(), "confirm", ", \"reason\": \"" + "x".repeat(10_000) + "\"").statusCode())
			.isEqualTo(422);
		assertThat(act(pair.task(), "confirm", ", \"reason\": \"Reproduced here\"").body()).contains("Reproduced here");
		assertThat(browser().open(pair.url()).body()).contains("Reproduced here");
		await().untilAsserted(() -> assertThat(fan.open("/notifications?show=all").body()).contains("Reproduced here"));
		assertThat(act(pair.task(), "start", "").body()).doesNotContain("Reproduced here");
		act(pair.task(), "fix", ", \"build\": \"7.7.2\", \"reason\": \"A race\"");
		act(pair.task(), "release", ", \"reason\": \"Out now\"");
		assertThat(act(pair.task(), "reopen", ", \"reason\": \"Not yet, sorry\"").body()).contains("Not yet, sorry");
		String page = browser().open("/tasks/" + pair.task()).body();
		assertThat(page).contains("<q>Reproduced here</q>", "<q>A race</q>", "<q>Out now</q>");
	}

	@Test
	void the_form_offers_ready_sentences_and_keeps_what_was_typed() {
		Pair pair = post("Ready sentences");
		String task = "/tasks/" + pair.task();
		Browser admin = admin();
		assertThat(admin.open(task).body()).contains("With a sentence to the fans", "value=\"It is in our plan.\"",
				"formaction=\"" + task + "/confirm\"");
		assertThat(admin.submit(task + "/confirm", "version", "1", "reason", "It cracks here, too").statusCode())
			.isEqualTo(302);
		assertThat(browser().open(pair.url()).body()).contains("It cracks here, too");
		HttpResponse<String> refused = admin.submit(task + "/plan", "version", "2", "reason", "z".repeat(2_001));
		assertThat(refused.statusCode()).isEqualTo(422);
		assertThat(refused.body()).contains("z".repeat(2_001));
	}

	@Test
	void the_task_shows_what_fans_wrote_since_and_nothing_that_is_hidden() {
		Pair pair = post("Replies on the task");
		for (int floor = 2; floor <= 8; floor++) {
			reply(pair, "reply no " + floor + " <i>");
		}
		String posts = this.program.open("/api/v1/topics/" + pair.topic() + "/posts").body();
		assertThat(this.program
			.json("PUT", "/api/v1/posts/" + number(posts, "$.items[6].id") + "/hidden", "{\"reason\": \"spam\"}")
			.statusCode()).isEqualTo(204);
		String page = browser().open("/tasks/" + pair.task()).body();
		assertThat(page).containsSubsequence("id=\"said\"", "reply no 8 &lt;i&gt;", "reply no 6", "reply no 4",
				"All 7 replies");
		assertThat(page).doesNotContain("reply no 7", "reply no 3");
	}

	@Test
	void a_topic_is_split_off_with_its_voters_and_put_back() {
		Pair one = post("Split from here");
		Pair two = post("To be split off");
		Browser fan = registered("split_off_fan");
		fan.open(two.url());
		fan.submit("/t/" + two.topic() + "/vote");
		this.program.json("PUT", "/api/v1/tasks/" + two.task() + "/merge", "{\"into\": " + one.task() + "}");
		assertThat(votes(one)).isEqualTo(1);
		Browser admin = admin();
		String task = "/tasks/" + one.task();
		String address = task + "/topics/" + two.topic() + "/split-off";
		assertThat(admin.open(task).body()).contains("action=\"" + address + "\"")
			.doesNotContain("/topics/" + one.topic() + "/split-off");
		assertThat(fan.open(task).body()).doesNotContain("/split-off\"");
		assertThat(fan.submit(address).statusCode()).isEqualTo(403);
		for (int i = 0; i < 2; i++) {
			assertThat(admin.submit(address, "_once", "split once").statusCode()).isEqualTo(302);
		}
		assertThat(votes(one)).isZero();
		assertThat(votes(two)).isEqualTo(1);
		String undo = admin.open(task + "?split=" + two.task()).body();
		assertThat(undo).contains("To be split off", "action=\"/tasks/" + two.task() + "/merge\"");
		assertThat(admin.submit(address).statusCode()).isEqualTo(404);
		assertThat(admin
			.submit("/tasks/" + two.task() + "/merge", "version", String.valueOf(version(two.task())), "duplicateOf",
					String.valueOf(one.task()), "back", task)
			.headers()
			.firstValue("Location")).hasValueSatisfying((to) -> assertThat(to).endsWith(task + "?did=" + two.task()));
		assertThat(votes(one)).isEqualTo(1);
		assertThat(
				this.program.json("DELETE", "/api/v1/tasks/" + one.task() + "/topics/" + one.topic(), "").statusCode())
			.isEqualTo(422);
		assertThat(this.program.json("DELETE", "/api/v1/tasks/" + one.task() + "/topics/" + two.topic(), "").body())
			.contains("/tasks/" + two.task());
	}

	private long votes(Pair pair) {
		return number(browser().open("/api/v1/tasks/" + pair.task()).body(), "$.votes");
	}

	@Test
	void votes_over_time_are_a_picture_and_a_table() {
		Pair pair = post("Votes grow");
		Browser fan = registered("grower");
		fan.open(pair.url());
		fan.submit("/t/" + pair.topic() + "/vote");
		assertThat(browser().open("/tasks/" + pair.task()).body()).contains("/votes-over-time");
		assertThat(browser().open("/tasks/" + pair.task() + "/votes-over-time").body())
			.contains("<svg aria-hidden=\"true\"", "<td>1 (+1)</td>", "1 in the last four weeks")
			.doesNotContain("style=");
	}

}
