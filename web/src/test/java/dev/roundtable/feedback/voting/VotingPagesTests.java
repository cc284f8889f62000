package dev.roundtable.feedback.voting;

import java.net.http.HttpResponse;

import com.jayway.jsonpath.JsonPath;
import dev.roundtable.Browser;
import dev.roundtable.RoundtableTest;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Voting for ideas, on the pages and for programs. */
class VotingPagesTests extends RoundtableTest {

	@Test
	void a_fan_presses_the_box_of_an_idea_and_takes_it_back() {
		Browser fan = registered("ballot_fan");
		String task = idea("Warm light at night");
		String number = task.substring("/tasks/".length());
		assertThat(browser().open("/votes?sort=new").body()).contains("Warm light at night", "/sign-in?next=/votes")
			.doesNotContain("action=\"" + task + "/vote\"");
		assertThat(fan.open("/votes?sort=new").body()).contains("action=\"" + task + "/vote\"",
				"You have 10 of 10 votes left");
		HttpResponse<String> voted = fan.submit(task + "/vote", "back", "/votes?sort=new");
		assertThat(voted.headers().firstValue("Location")).hasValue("/votes?sort=new");
		assertThat(fan.open("/votes?sort=new").body()).contains("You have 9 of 10 votes left")
			.containsPattern("id=\"vote-button-" + number + "\" aria-pressed=\"true\"");
		assertThat(fan.submit(task + "/unvote").headers().firstValue("Location")).hasValue("/votes");
		assertThat(fan.open("/votes?sort=new").body()).contains("You have 10 of 10 votes left")
			.containsPattern("id=\"vote-button-" + number + "\" aria-pressed=\"false\"");
	}

	@Test
	void a_button_is_made_anew_by_itself_with_what_is_left_and_why_not() {
		Browser fan = registered("ballot_hx").with("HX-Request", "true");
		String task = idea("A softer click");
		fan.open("/votes?sort=new");
		assertThat(fan.submit(task + "/vote").body())
			.contains("aria-pressed=\"true\"", "hx-swap-oob=\"true\"", "9 of 10")
			.doesNotContain("<main");
		this.jdbc.sql("update vote_power set votes = 1").update();
		try {
			String other = idea("A softer clack");
			assertThat(fan.submit(other + "/vote").body()).contains("role=\"alert\"",
					"You vote for 1 open idea already");
			Browser again = registered("ballot_hx_again");
			again.open("/votes?sort=new");
			again.submit(task + "/vote");
			HttpResponse<String> refused = again.submit(other + "/vote");
			assertThat(refused.statusCode()).isEqualTo(422);
			assertThat(refused.body()).contains("Take back a vote for another idea");
		}
		finally {
			this.jdbc.sql("update vote_power set votes = 10").update();
		}
	}

	@Test
	void a_manager_chooses_ideas_and_compares_who_wants_them_and_what_they_cost() {
		String task = idea("A <b>bolder</b> bell");
		String other = idea("A quieter bell");
		String number = task.substring("/tasks/".length());
		Browser fan = registered("compare_fan");
		fan.open("/votes?sort=new");
		fan.submit(task + "/vote");
		assertThat(fan.open("/votes?sort=new").body()).doesNotContain("/votes/compare", "form=\"compare\"");
		String address = "/votes/compare?task=" + number + "&task=" + other.substring("/tasks/".length());
		assertThat(fan.open(address).statusCode()).isEqualTo(403);
		assertThat(browser().open(address).headers().firstValue("Location").orElseThrow()).contains("/sign-in");

		Browser manager = admin();
		assertThat(manager.open("/votes?sort=new").body()).contains("action=\"/votes/compare\"",
				"form=\"compare\" value=\"" + number + "\"");
		assertThat(manager.open(address).body()).contains("A &lt;b&gt;bolder&lt;/b&gt; bell", "A quieter bell",
				"1 voter", "Nobody yet", "No device named", "<span>New</span> <b>1</b>");
		HttpResponse<String> estimated = manager.submit(task + "/effort", "effort", "L", "back", address);
		assertThat(estimated.headers().firstValue("Location")).hasValue(address);
		assertThat(manager.open(address).body()).containsPattern("value=\"L\" selected");
		assertThat(manager.open("/votes?sort=new").body()).contains("Effort L");
		assertThat(browser().open("/votes?sort=new").body()).doesNotContain("Effort L");
		assertThat(manager.open(task).body()).contains("changed the effort from – to L");
		assertThat(fan.open(task).body()).doesNotContain("the effort");
		assertThat(manager.open("/votes/compare").statusCode()).isEqualTo(422);
		assertThat(manager.open("/votes/compare?task=1&task=2&task=3&task=4&task=5&task=6").body())
			.contains("Choose 1 to 5 ideas");
		assertThat(fan.submit(task + "/effort", "effort", "S").statusCode()).isEqualTo(403);
	}

	@Test
	void a_manager_declines_plans_takes_back_assigns_and_merges_right_there() {
		Browser manager = admin();
		String task = idea("Louder at noon");
		String other = idea("Loud at midday");
		manager.open("/votes?sort=new");
		does(manager, task, "plan", "plannedFor", "");
		assertThat(status(task)).isEqualTo("planned");
		does(manager, task, "confirm");
		assertThat(status(task)).isEqualTo("confirmed");
		does(manager, task, "assign", "assignee", ADMIN);
		does(manager, other, "merge", "duplicateOf", task.substring("/tasks/".length()));
		assertThat(status(other)).isEqualTo("duplicate");
		does(manager, task, "decline", "reason", "Neighbours sleep at noon");
		assertThat(browser().open("/votes?status=DECLINED").body()).contains("Neighbours sleep at noon");
		assertThat(browser().open("/votes").body()).doesNotContain("class=\"manage\"");
	}

	private void does(Browser manager, String task, String act, String... fields) {
		String page = manager.open("/votes?sort=new").body();
		String form = page.substring(page.indexOf("action=\"" + task + "/" + act + "\""));
		String version = form.split("name=\"version\" value=\"", 2)[1].split("\"", 2)[0];
		String[] all = java.util.Arrays.copyOf(fields, fields.length + 4);
		all[fields.length] = "version";
		all[fields.length + 1] = version;
		all[fields.length + 2] = "back";
		all[fields.length + 3] = "/votes";
		HttpResponse<String> done = manager.submit(task + "/" + act, all);
		assertThat(done.headers().firstValue("Location")).as(done.body())
			.hasValue("/votes?did=" + task.substring("/tasks/".length()));
	}

	@Test
	void what_wins_voters_lately_stands_first_by_trend() {
		Browser fan = registered("ballot_trend");
		String task = idea("Rising like dough");
		fan.open("/votes?sort=new");
		fan.submit(task + "/vote");
		assertThat(browser().open("/votes?sort=trend").statusCode()).isEqualTo(200);
		assertThat(browser().open("/votes?sort=garbage").statusCode()).isEqualTo(422);
	}

	@Test
	void the_roadmap_shows_what_becomes_of_an_idea_and_for_which_build() {
		Browser manager = admin();
		String task = idea("Roads of the map");
		assertThat(browser().open("/roadmap").body()).contains("Roads of the map");
		manager.open("/votes?sort=new");
		does(manager, task, "plan", "plannedFor", "");
		String page = registered("ballot_road").open("/roadmap").body();
		assertThat(page.substring(page.indexOf("data-c=\"planned\""), page.indexOf("data-c=\"progress\"")))
			.contains("Roads of the map", "action=\"" + task + "/vote\"");
		assertThat(browser().open("/votes").body()).contains("href=\"/roadmap\"", "href=\"/rounds\"");
	}

	@Test
	void a_program_votes_and_is_told_what_to_do_with_none_left() {
		registered("ballot_program");
		Browser program = program("ballot_program");
		String task = idea("For programs");
		assertThat(program.json("PUT", "/api/v1" + task + "/vote", "").body()).contains("\"voted\":true", "\"left\":9");
		assertThat(program.json("DELETE", "/api/v1" + task + "/vote", "").body()).contains("\"voted\":false",
				"\"left\":10");
		assertThat(browser().json("PUT", "/api/v1" + task + "/vote", "").statusCode()).isEqualTo(401);
		this.jdbc.sql("update vote_power set votes = 1").update();
		try {
			program.json("PUT", "/api/v1" + task + "/vote", "");
			String topic = topicOf(idea("One too many"));
			HttpResponse<String> refused = program.json("PUT", "/api/v1/topics/" + topic + "/vote", "");
			assertThat(refused.statusCode()).isEqualTo(422);
			assertThat(refused.body()).contains("Take back a vote for another idea");
		}
		finally {
			this.jdbc.sql("update vote_power set votes = 10").update();
		}
	}

	@Test
	void an_administrator_says_how_many_votes_a_person_has() {
		Browser admin = admin();
		assertThat(admin.open("/admin/votes").body()).contains("name=\"votes\"");
		String version = this.jdbc.sql("select version from vote_power").query(String.class).single();
		try {
			assertThat(admin.submit("/admin/votes", "votes", "3", "version", version).statusCode()).isEqualTo(302);
			Browser fan = registered("ballot_three");
			assertThat(fan.open("/votes").body()).contains("You have 3 of 3 votes left");
			assertThat(admin.submit("/admin/votes", "votes", "-2", "version", version).statusCode()).isEqualTo(422);
			assertThat(admin.submit("/admin/votes", "votes", "4", "version", version).statusCode()).isEqualTo(409);
			assertThat(fan.open("/admin/votes").statusCode()).isEqualTo(403);
		}
		finally {
			this.jdbc.sql("update vote_power set votes = 10").update();
		}
	}

	private String idea(String title) {
		Browser admin = program(ADMIN);
		admin.json("POST", "/api/v1/boards", "{\"slug\": \"ballot-board\", \"name\": \"Ballot\"}");
		HttpResponse<String> posted = admin.json("POST", "/api/v1/topics", """
				{"board": "ballot-board", "kind": "idea", "title": "%s", "body": "Please"}""".formatted(title));
		assertThat(posted.statusCode()).as(posted.body()).isEqualTo(201);
		return "/tasks/" + JsonPath
			.read(browser().open("/api/v1/topics/" + JsonPath.read(posted.body(), "$.id")).body(), "$.task.number");
	}

	private String topicOf(String task) {
		return this.jdbc.sql("select topic_id from task_topics where task_number = ?")
			.param(Long.parseLong(task.substring("/tasks/".length())))
			.query(String.class)
			.single();
	}

	private String status(String task) {
		return JsonPath.read(program(ADMIN).open("/api/v1" + task).body(), "$.status");
	}

	private Browser program(String name) {
		String made = browser().withBasic(name, PASSWORD).json("POST", "/api/v1/tokens", "{\"name\":\"b\"}").body();
		return browser().with("Authorization", "Bearer " + JsonPath.read(made, "$.token"));
	}

}
