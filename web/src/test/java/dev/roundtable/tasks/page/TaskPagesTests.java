package dev.roundtable.tasks.page;

import java.net.http.HttpResponse;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.jayway.jsonpath.JsonPath;
import dev.roundtable.Browser;
import dev.roundtable.RoundtableTest;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The forms of the task page, as they are sent. */
class TaskPagesTests extends RoundtableTest {

	@Test
	void each_act_has_an_address_and_sends_what_it_needs() {
		Browser admin = admin();
		String task = open(admin, "Flickers", "everyone");
		act(admin, task, "confirm");
		act(admin, task, "retitle", "title", "Flickers at 30 %");
		act(admin, task, "rate", "severity", "MAJOR");
		act(admin, task, "assign", "assignee", ADMIN);
		act(admin, task, "assign", "assignee", "");
		act(admin, task, "fix", "fixedIn", "2.4.1");
		act(admin, task, "release", "fixedIn", "2.4.2");
		act(admin, task, "verify");
		assertThat(browser().open(task).body()).contains("2.4.2", "Flickers at 30 %");
		act(admin, task, "reopen");
		assertThat(browser().open(task).body()).contains("data-s=\"CONFIRMED\"").doesNotContain("<dd>2.4.2</dd>");
		act(admin, task, "decline", "reason", "as designed");
		act(admin, task, "reopen");
		act(admin, task, "need-info", "reason", "which build?");
		act(admin, task, "send-back");
		assertThat(admin.submit(task + "/explode", "version", version(admin, task)).statusCode()).isEqualTo(404);
		assertThat(admin.submit(task, "version", version(admin, task), "status", "FIXED").statusCode()).isEqualTo(405);
	}

	@Test
	void a_change_shows_in_the_list_at_once_though_the_list_is_remembered() {
		Browser admin = admin();
		String task = open(admin, "Slow to wake", "everyone");
		String list = "/tasks?status=all&q=slow+to+wake";
		for (Browser reader : new Browser[] { admin, browser(), registered("task_waker") }) {
			for (String title : new String[] { "Slow to wake after a day", "Slow to wake" }) {
				assertThat(reader.open(list).body()).contains(task).doesNotContain(title + "<");
				act(admin, task, "retitle", "title", title);
				assertThat(reader.open(list).body()).contains(title + "<");
			}
		}
	}

	@Test
	void a_form_sent_twice_acts_once() {
		Browser admin = admin();
		String task = open(admin, "Twice", "everyone");
		String version = version(admin, task);
		for (int i = 0; i < 2; i++) {
			assertThat(admin.submit(task + "/confirm", "version", version, "_once", task).statusCode()).isEqualTo(302);
			assertThat(admin.submit(task + "/comments", "body", "Once only", "internal", "true", "_once", task)
				.statusCode()).isEqualTo(302);
		}
		assertThat(admin.open(task).body()).containsOnlyOnce("Once only");
	}

	@Test
	void what_was_typed_is_kept_beside_what_is_wrong_with_it() {
		Browser admin = admin();
		String task = open(admin, "Wrong", "everyone");
		HttpResponse<String> page = admin.submit(task + "/merge", "version", version(admin, task), "duplicateOf",
				"987654321");
		assertThat(page.statusCode()).isEqualTo(422);
		assertThat(page.body()).contains("value=\"987654321\"", "There is no task #987654321", "class=\"act\" open");
	}

	@Test
	void a_conflict_shows_both_texts_and_undoes_nothing_of_a_colleagues() {
		Browser admin = admin();
		String task = open(admin, "Before", "everyone");
		String stale = version(admin, task);
		act(admin, task, "retitle", "title", "A colleague's title");
		act(admin, task, "component", "component", "display");
		HttpResponse<String> conflict = admin.submit(task + "/retitle", "version", stale, "title", "My title");
		assertThat(conflict.statusCode()).isEqualTo(409);
		assertThat(conflict.body()).contains("A colleague&#39;s title", "My title", "action=\"" + task + "/retitle\"")
			.doesNotContain("name=\"component\"");
		act(admin, task, "retitle", "title", "My title");
		assertThat(admin.open(task).body()).contains("My title", "display");
		HttpResponse<String> emptied = admin.submit(task + "/component", "version", stale, "component", "");
		assertThat(emptied.statusCode()).isEqualTo(409);
		assertThat(emptied.body())
			.containsPattern("<textarea id=\"mine-component\" name=\"component\"[^>]*></textarea>");
	}

	@Test
	void what_is_the_teams_is_404_for_everybody_else_and_named_nowhere() {
		Browser admin = admin();
		String task = open(admin, "Canary hole in the lock screen", "team");
		String number = task.substring(task.lastIndexOf('/') + 1);
		assertThat(admin.open(task).body()).contains("Canary hole");
		for (Browser outsider : new Browser[] { browser(), registered("task_outsider") }) {
			for (String path : new String[] { task, "/api/v1" + task }) {
				assertThat(outsider.open(path).statusCode()).isEqualTo(404);
			}
			for (String path : new String[] { "/tasks?status=all&q=Canary", "/api/v1/tasks?q=Canary", "/votes",
					"/tasks?status=all&q=%23" + number }) {
				assertThat(outsider.open(path).body()).doesNotContain("Canary hole");
			}
		}
		act(admin, task, "audience", "audience", "everyone");
		assertThat(browser().open(task).body()).contains("Canary hole");
	}

	@Test
	void after_an_act_wherever_she_goes_on_she_can_take_it_back() {
		Browser admin = admin();
		String task = open(admin, "Taken back", "everyone");
		String number = task.substring(task.lastIndexOf('/') + 1);
		String back = "/tasks?q=is%3Aopen";
		String there = admin.submit(task + "/confirm", "version", version(admin, task), "back", back)
			.headers()
			.firstValue("Location")
			.orElseThrow();
		assertThat(there).isEqualTo(back + "&did=" + number);
		for (String page : new String[] { there, "/tasks/board?did=" + number, "/votes?did=" + number,
				"/tasks/triage?q=is%3Aopen&did=" + number, task + "?did=" + number }) {
			assertThat(admin.open(page).body()).as(page).contains("action=\"" + task + "/take-back\"");
		}
		assertThat(admin.open(back).body()).doesNotContain("/take-back\"");
		assertThat(registered("task_undoer").open(there).body()).doesNotContain("/take-back\"");
		admin.open(there);
		assertThat(admin.submit(task + "/take-back", "version", "2", "back", there).headers().firstValue("Location"))
			.hasValue(back);
		assertThat(admin.open(task).body()).contains("data-s=\"NEW\"", "took back");
		assertThat(admin.open(there).body()).doesNotContain("/take-back\"");
	}

	@Test
	void what_somebody_changed_since_is_not_taken_back_and_it_is_said() {
		Browser admin = admin();
		String task = open(admin, "Not taken back", "everyone");
		act(admin, task, "confirm");
		act(admin, task, "retitle", "title", "Changed since");
		HttpResponse<String> late = admin.submit(task + "/take-back", "version", "2");
		assertThat(late.statusCode()).isEqualTo(409);
		assertThat(late.body()).contains("Somebody changed this task since", "data-s=\"CONFIRMED\"");
		assertThat(admin.submit(task + "/take-back", "version", "3").statusCode()).isEqualTo(422);
		assertThat(registered("task_late").submit(task + "/take-back", "version", "3").statusCode()).isEqualTo(403);
	}

	@Test
	void a_list_with_a_name_is_changed_on_its_page_and_by_nobody_else() {
		Browser admin = admin();
		admin.open("/tasks/views/new?q=kind%3Abug");
		admin.submit("/tasks/views", "name", "Canary list", "q", "kind:bug");
		String mine = admin.open("/tasks/views/new?q=kind%3Aidea").body();
		Matcher found = Pattern.compile("href=\"(/tasks/views/\\d+)\"").matcher(mine);
		assertThat(found.find()).isTrue();
		String view = found.group(1);
		assertThat(mine).contains("Show this list instead");
		assertThat(admin.open(view + "?q=kind%3Aidea").body()).contains("value=\"kind:idea\"", "Canary list");
		assertThat(admin.submit(view, "version", "1", "name", "Renamed list", "q", "kind:idea", "shared", "true")
			.headers()
			.firstValue("Location")).hasValue("/tasks?q=kind%3Aidea");
		admin.open(view);
		HttpResponse<String> late = admin.submit(view, "version", "1", "name", "Late name", "q", "kind:bug");
		assertThat(late.statusCode()).isEqualTo(409);
		assertThat(late.body()).contains("Late name", "Renamed list", "value=\"2\"");
		Browser other = registered("view_meddler");
		assertThat(other.open(view).statusCode()).isEqualTo(404);
		assertThat(other.submit(view, "version", "2", "name", "Mine").statusCode()).isEqualTo(404);
		assertThat(browser().open(view).statusCode()).isEqualTo(302);
		admin.open(view);
		admin.submit(view + "/remove");
	}

	@Test
	void a_fan_does_none_of_it() {
		Browser admin = admin();
		String task = open(admin, "Not yours", "everyone");
		Browser fan = registered("task_meddler");
		assertThat(fan.open(task).body()).doesNotContain("/confirm\"");
		for (String act : new String[] { "/confirm", "/unmerge", "/reopen", "/assign-me" }) {
			assertThat(fan.submit(task + act, "version", "1").statusCode()).isEqualTo(403);
		}
		assertThat(fan.submit(task + "/comments", "body", "mine", "internal", "false").statusCode()).isEqualTo(403);
		assertThat(fan.submit("/tasks/new", "title", "Mine", "kind", "BUG").statusCode()).isEqualTo(403);
	}

	@Test
	void a_fans_program_merges_nothing_and_takes_off_nothing_even_where_nothing_would_change() {
		Browser admin = admin();
		String one = open(admin, "Not for programs", "everyone");
		String other = open(admin, "Nor this one", "everyone");
		registered("task_program");
		String made = browser().withBasic("task_program", PASSWORD)
			.json("POST", "/api/v1/tokens", "{\"name\":\"x\"}")
			.body();
		Browser program = browser().with("Authorization", "Bearer " + JsonPath.read(made, "$.token"));
		assertThat(program.json("DELETE", "/api/v1" + one + "/merge", "").statusCode()).isEqualTo(403);
		String into = other.substring(other.lastIndexOf('/') + 1);
		admin.submit(one + "/merge", "version", version(admin, one), "duplicateOf", into);
		assertThat(program.json("PUT", "/api/v1" + one + "/merge", "{\"into\":" + into + "}").statusCode())
			.isEqualTo(403);
	}

	@Test
	void an_answer_is_corrected_and_withdrawn() {
		Browser admin = admin();
		String task = open(admin, "Answered", "everyone");
		admin.submit(task + "/comments", "body", "Fixed in 2.4", "internal", "false");
		Matcher edit = Pattern.compile("href=\"(" + task + "/comments/\\d+)/edit\"").matcher(admin.open(task).body());
		assertThat(edit.find()).isTrue();
		String comment = edit.group(1);
		assertThat(admin.open(comment + "/edit").body()).contains("Fixed in 2.4");
		assertThat(registered("task_corrector").open(comment + "/edit").statusCode()).isEqualTo(403);
		assertThat(admin.submit(comment + "/edit", "version", "1", "body", "Fixed in 2.5").statusCode()).isEqualTo(302);
		assertThat(browser().open(task).body()).contains("Fixed in 2.5", "corrected").doesNotContain("Fixed in 2.4");
		assertThat(admin.submit(comment + "/edit", "version", "1", "body", "Late").statusCode()).isEqualTo(409);
		assertThat(admin.submit(comment + "/withdraw", "version", "2").statusCode()).isEqualTo(302);
		assertThat(browser().open(task).body()).doesNotContain("Fixed in 2.5");
	}

	private static String open(Browser admin, String title, String audience) {
		admin.open("/tasks/new");
		HttpResponse<String> opened = admin.submit("/tasks/new", "title", title, "kind", "BUG", "audience", audience);
		assertThat(opened.statusCode()).isEqualTo(302);
		return opened.headers().firstValue("Location").orElseThrow();
	}

	private static void act(Browser admin, String task, String act, String... fields) {
		String[] all = new String[fields.length + 2];
		all[0] = "version";
		all[1] = version(admin, task);
		System.arraycopy(fields, 0, all, 2, fields.length);
		assertThat(admin.submit(task + "/" + act, all).statusCode()).as(act).isEqualTo(302);
	}

	private static String version(Browser admin, String task) {
		Matcher version = Pattern.compile("name=\"version\" value=\"(\\d+)\"").matcher(admin.open(task).body());
		assertThat(version.find()).isTrue();
		return version.group(1);
	}

}
