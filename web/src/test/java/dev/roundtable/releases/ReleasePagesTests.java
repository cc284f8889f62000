package dev.roundtable.releases;

import java.net.http.HttpResponse;
import java.util.List;

import com.jayway.jsonpath.JsonPath;
import dev.roundtable.Browser;
import dev.roundtable.RoundtableTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Releases as a browser and a program meet them. */
class ReleasePagesTests extends RoundtableTest {

	private static final String RELEASES = "/api/v1/releases";

	/** With a release on the site, other tests could name no build of their own. */
	@AfterEach
	void no_release_is_left() {
		this.jdbc.sql("delete from release_publications").update();
		this.jdbc.sql("delete from releases").update();
	}

	@Test
	void a_program_plans_changes_and_publishes_a_release() {
		Browser program = program();
		HttpResponse<String> made = program.json("POST", RELEASES, """
				{"build": "OS 5.8.9 (LMT)", "channel": "beta", "date": "2026-03-01"}""");
		assertThat(made.statusCode()).isEqualTo(201);
		assertThat(made.headers().firstValue("Location")).hasValue("/releases/OS%205.8.9%20(LMT)");
		String address = RELEASES + "/OS%205.8.9%20(LMT)";
		assertThat(program.json("PATCH", address, "{\"version\": 1, \"notes\": \"# News\", \"channel\": \"stable\"}")
			.statusCode()).isEqualTo(200);
		assertThat(program.json("PATCH", address, "{\"version\": 1, \"notes\": \"Stale\"}").statusCode())
			.isEqualTo(409);
		HttpResponse<String> out = program.json("POST", address + "/publish", "{}");
		assertThat(out.statusCode()).as(out.body()).isEqualTo(200);
		assertThat(JsonPath.<Boolean>read(out.body(), "$.published")).isTrue();
		assertThat(JsonPath.<String>read(out.body(), "$.publishedBy")).isEqualTo(ADMIN);
		String list = browser().open(RELEASES + "?channel=stable").body();
		assertThat(JsonPath.<String>read(list, "$.items[0].build")).isEqualTo("OS 5.8.9 (LMT)");
		assertThat(JsonPath.<List<?>>read(browser().open(RELEASES + "?channel=beta").body(), "$.items")).isEmpty();
	}

	@Test
	void what_is_planned_for_a_release_is_found_and_no_number_is_to_be_known() {
		program().json("POST", RELEASES, "{\"build\": \"9.1 (LMT)\"}");
		Browser admin = admin();
		String task = open(admin, "Found for a plan");
		String number = task.substring(task.lastIndexOf('/') + 1);
		assertThat(admin.open("/releases/9.1%20(LMT)").body()).contains("href=\"/tasks/pick?build=9.1%20(LMT)\"",
				"data-pick=\"one\"");
		assertThat(admin.open("/tasks/pick?build=9.1%20(LMT)&q=%23" + number).body()).contains("Found for a plan",
				"action=\"/releases/9.1%20(LMT)/tasks\"");
		assertThat(admin.submit("/releases/9.1%20(LMT)/tasks", "task", number).statusCode()).isEqualTo(302);
		assertThat(browser().open("/releases/9.1%20(LMT)").body()).contains("Found for a plan");
		assertThat(registered("plan_meddler").open("/tasks/pick?build=9.1&q=found").statusCode()).isEqualTo(403);
	}

	@Test
	void what_is_wrong_is_refused_by_the_name_of_its_field() {
		Browser program = program();
		refused(program, "{\"build\": \"../etc\"}", "build");
		refused(program, "{\"build\": \"1\", \"date\": \"2026-02-30\"}", "date");
		assertThat(program.json("POST", RELEASES, "{\"build\": \"1\"}").statusCode()).isEqualTo(201);
		refused(program, "{\"build\": \"1\"}", "build");
		assertThat(browser().open(RELEASES + "/2").statusCode()).isEqualTo(404);
		assertThat(browser().open("/releases/2").statusCode()).isEqualTo(404);
		assertThat(browser().open("/releases?cursor=x").statusCode()).isEqualTo(422);
		assertThat(browser().json("POST", RELEASES, "{\"build\": \"2\"}").statusCode()).isEqualTo(401);
	}

	private static void refused(Browser program, String body, String field) {
		HttpResponse<String> answer = program.json("POST", RELEASES, body);
		assertThat(answer.statusCode()).as(body).isEqualTo(422);
		assertThat(answer.body()).contains("\"" + field + "\"");
	}

	@Test
	void the_team_writes_the_notes_from_a_draft_and_posts_them_on_a_board() {
		Browser admin = admin();
		program().json("POST", "/api/v1/boards", "{\"slug\": \"release-news\", \"name\": \"News\"}");
		admin.open("/releases");
		assertThat(submit(admin, "/releases", "build", "7.1", "channel", "stable", "date", "2026-03-01"))
			.isEqualTo("/releases/7.1");
		String task = open(admin, "Silent left ear");
		assertThat(admin.submit(task + "/fix", "version", "1", "fixedIn", "7.2").body()).contains("7.1", "7.2")
			.contains("list=\"builds\"", "<option value=\"7.1\">");
		submit(admin, task + "/fix", "version", "1", "fixedIn", "7.1");
		String form = admin.open("/releases/7.1/edit").body();
		assertThat(form).contains("Silent left ear", "Drafted from the tasks");
		submit(admin, "/releases/7.1/edit", "version", "1", "channel", "STABLE", "date", "2026-03-02", "notes",
				"## Our *words*");
		assertThat(admin.open("/releases/7.1/edit").body()).contains("## Our *words*").doesNotContain("Silent left");
		submit(admin, "/releases/7.1/publish", "board", "release-news", "title", "7.1 is out");
		assertThat(browser().open("/b/release-news").body()).contains("7.1 is out");
		String page = browser().open("/releases/7.1").body();
		assertThat(page).contains("Our <em>words</em>", "Silent left ear", "data-s=\"RELEASED\"", "/t/")
			.doesNotContain("<form method=\"post\" action=\"/releases");
		assertThat(browser().open(task).body()).contains("data-s=\"RELEASED\"", "7.1");
	}

	@Test
	void a_form_sent_twice_plans_one_release_and_a_stale_one_keeps_both_texts() {
		Browser admin = admin();
		admin.open("/releases");
		for (int i = 0; i < 2; i++) {
			assertThat(submit(admin, "/releases", "build", "7.3", "channel", "BETA", "date", "2026-03-01", "_once",
					"twice-7.3"))
				.isEqualTo("/releases/7.3");
		}
		submit(admin, "/releases/7.3/edit", "version", "1", "channel", "BETA", "date", "2026-03-01", "notes", "Theirs");
		HttpResponse<String> stale = admin.submit("/releases/7.3/edit", "version", "1", "channel", "BETA", "date",
				"2026-03-01", "notes", "Mine");
		assertThat(stale.statusCode()).isEqualTo(409);
		assertThat(stale.body()).contains("Theirs", "Mine", "name=\"version\" value=\"2\"");
	}

	@Test
	void a_task_is_planned_for_a_release_by_its_number() {
		Browser admin = admin();
		String task = open(admin, "Meant for it");
		submit(admin, "/releases", "build", "7.4", "channel", "STABLE", "date", "2026-03-01");
		admin.open("/releases/7.4");
		submit(admin, "/releases/7.4/tasks", "task", "#" + task.substring("/tasks/".length()));
		assertThat(browser().open("/releases/7.4").body()).contains("Meant for it");
		HttpResponse<String> wrong = admin.submit("/releases/7.4/tasks", "task", "the blue one");
		assertThat(wrong.statusCode()).isEqualTo(422);
		assertThat(wrong.body()).contains("value=\"the blue one\"");
		submit(admin, "/releases/7.4/tasks" + task.substring("/tasks".length()) + "/take");
		assertThat(browser().open("/releases/7.4").body()).doesNotContain("Meant for it");
		submit(admin, "/releases/7.4/drop");
		assertThat(browser().open("/releases/7.4").statusCode()).isEqualTo(404);
	}

	@Test
	void a_fan_sees_no_form_and_is_refused_by_all_of_them() {
		Browser admin = admin();
		admin.open("/releases");
		submit(admin, "/releases", "build", "7.5", "channel", "STABLE", "date", "2026-03-01");
		Browser fan = registered("release_fan");
		assertThat(fan.open("/releases").body()).doesNotContain("action=\"/releases\"");
		assertThat(fan.open("/releases/7.5").body()).doesNotContain("action=\"/releases/");
		assertThat(fan.open("/releases/7.5/edit").statusCode()).isEqualTo(403);
		for (String form : new String[] { "", "/7.5/edit", "/7.5/publish", "/7.5/tasks", "/7.5/drop",
				"/7.5/tasks/1/take" }) {
			assertThat(fan.submit("/releases" + form, "build", "7.6", "task", "1").statusCode()).as(form)
				.isEqualTo(403);
		}
	}

	private Browser program() {
		String made = browser().withBasic(ADMIN, PASSWORD)
			.json("POST", "/api/v1/tokens", "{\"name\":\"releases\"}")
			.body();
		return browser().with("Authorization", "Bearer " + JsonPath.read(made, "$.token"));
	}

	private static String open(Browser admin, String title) {
		admin.open("/tasks/new");
		return submit(admin, "/tasks/new", "title", title, "kind", "BUG", "body", "Text", "audience", "everyone");
	}

	/** Returns where it led. */
	private static String submit(Browser browser, String path, String... fields) {
		HttpResponse<String> answer = browser.submit(path, fields);
		assertThat(answer.statusCode()).as("%s: %s", path, answer.body()).isIn(302, 303);
		return answer.headers().firstValue("Location").orElse("");
	}

}
