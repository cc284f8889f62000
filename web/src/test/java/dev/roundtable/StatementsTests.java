package dev.roundtable;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import com.jayway.jsonpath.JsonPath;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A page is few statements, also when no page and no list is remembered: six for somebody
 * who is not signed in, nine for somebody who is. What is counted once in several seconds
 * for all pages (how many topics a board has) is no page's own.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StatementsTests extends RoundtableTest {

	private static final int ANONYMOUS = 6;

	private static final int SIGNED_IN = 9;

	private static final String BOARD = "few-statements";

	@Autowired
	private Statements statements;

	@Autowired
	private ApplicationContext application;

	private String topic = "";

	private long task;

	@BeforeAll
	void a_board_with_a_long_topic_and_its_task() {
		String made = browser().withBasic(ADMIN, PASSWORD).json("POST", "/api/v1/tokens", "{\"name\":\"few\"}").body();
		Browser program = browser().with("Authorization", "Bearer " + JsonPath.read(made, "$.token"));
		program.json("POST", "/api/v1/boards", "{\"slug\": \"" + BOARD + "\", \"name\": \"Few\"}");
		String answer = program
			.json("POST", "/api/v1/topics",
					"""
							{"board": "%s", "kind": "idea", "title": "Few statements", "body": "A page is few.", "tags": ["few"]}"""
						.formatted(BOARD))
			.body();
		long id = ((Number) JsonPath.read(answer, "$.id")).longValue();
		this.topic = JsonPath.read(answer, "$.url");
		for (int floor = 2; floor <= 23; floor++) {
			program.json("POST", "/api/v1/topics/" + id + "/posts", "{\"body\": \"Floor " + floor + "\"}");
		}
		this.task = ((Number) JsonPath.read(program.open("/api/v1/topics/" + id).body(), "$.task.number")).longValue();
		program.json("POST", "/api/v1/tasks/" + this.task + "/comments", "{\"body\": \"A note\", \"internal\": true}");
	}

	private List<String> pages() {
		return List.of("/", "/?sort=votes&kind=IDEA", "/b/" + BOARD, this.topic, this.topic + "?page=2", "/tasks",
				"/tasks?status=all&q=few", "/tasks/" + this.task, "/votes", "/search?q=few", "/u/" + ADMIN, "/new",
				"/settings", "/me", "/me/feedback", "/notifications", "/notifications?show=all",
				"/settings/notifications", "/sign-in", "/register", "/moderation/log", "/reports");
	}

	@Test
	void an_anonymous_page_that_nobody_remembers_is_six_statements_at_most() {
		over(browser(), pages(), ANONYMOUS);
	}

	@Test
	void a_fans_page_is_nine_statements_at_most() {
		over(registered("few_statements_fan"), pages(), SIGNED_IN);
	}

	@Test
	void a_page_of_the_team_is_nine_statements_at_most() {
		Browser admin = admin();
		over(admin, pages(), SIGNED_IN);
		over(admin, List.of("/tasks/new", "/admin/people", "/admin/boards", "/moderation", "/moderation?decided=true"),
				SIGNED_IN);
	}

	@Test
	void the_pages_of_a_tracker_are_nine_statements_at_most() {
		Browser admin = admin();
		admin.open("/admin/trackers/new?kind=FAKE");
		String at = admin
			.submit("/admin/trackers", "kind", "FAKE", "name", "few-statements", "baseUrl", "https://few.example",
					"project", "few", "token", "t0ken")
			.headers()
			.firstValue("Location")
			.orElseThrow()
			.replaceAll("[?].*", "");
		over(admin, List.of("/admin/trackers", at, at + "/project", at + "/mapping", at + "/flow", at + "/trail",
				at + "/dry-run", at + "/token", at + "/remove"), SIGNED_IN);
	}

	@Test
	void a_board_looks_up_once_for_all_its_columns_what_its_query_needs() {
		String page = "/tasks/board?q=-build:%3E=1+in:" + BOARD;
		assertThat(browser().open(page).body()).contains("Few statements");
		Statements.forgetPages(this.application);
		List<String> all = this.statements.during(() -> browser().open(page));
		assertThat(all).as(all.toString()).filteredOn((asked) -> asked.contains("from task_reports")).hasSize(1);
	}

	@Test
	void however_many_people_and_boards_are_named_they_are_looked_up_once() {
		String many = IntStream.range(0, 15).mapToObj((i) -> "named_" + i).collect(Collectors.joining("|"));
		named("/tasks?q=by:" + ADMIN + "%7C" + many.replace("|", "%7C") + "+-assignee:" + ADMIN + "+in:" + BOARD
				+ "%7Cx%7Cy%7Cz", 1);
		// The page understands it for what it shows, and the finder for the index.
		named("/search?q=by:" + many.replace("|", "%7C") + "+in:x%7Cy%7C" + BOARD, 2);
	}

	private void named(String page, int times) {
		Statements.forgetPages(this.application);
		List<String> all = this.statements.during(() -> browser().open(page));
		assertThat(all).as(all.toString())
			.filteredOn((asked) -> asked.startsWith("select name_key, id from accounts"))
			.hasSizeBetween(1, times);
		assertThat(all).as(all.toString())
			.filteredOn((asked) -> asked.contains("from boards b"))
			.hasSizeBetween(1, times + 1);
	}

	private void over(Browser browser, List<String> pages, int most) {
		Map<String, List<String>> over = new TreeMap<>();
		for (String page : pages) {
			browser.open(page);
			Statements.forgetPages(this.application);
			List<String> asked = this.statements.during(() -> {
				HttpResponse<String> answer = browser.open(page);
				assertThat(answer.statusCode()).as(page).isIn(200, 302, 303);
				return answer;
			}).stream().filter((sql) -> !isAboutWhoLooks(sql) && !readsWhatOthersWrote(sql)).toList();
			String name = page.replace(this.topic, "/t").replace("/" + this.task, "/1").replace("/" + ADMIN, "/her");
			if (asked.size() > most) {
				over.put(name + ": " + asked.size(), asked);
			}
		}
		assertThat(over).isEmpty();
	}

	/** It is remembered for seconds, whatever she looks at. */
	private static boolean isAboutWhoLooks(String sql) {
		return sql.contains("from sign_ins s join viewer_facts")
				|| sql.contains("from group_members m join member_groups g");
	}

	/**
	 * The list in memory reads the tasks that somebody else wrote or deleted in the
	 * meantime, whoever looks at a list first.
	 */
	private static boolean readsWhatOthersWrote(String sql) {
		return sql.startsWith("select t.number, t.touched, ")
				|| sql.equals("select number from tasks where number = any(?)");
	}

}
