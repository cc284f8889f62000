package dev.roundtable;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

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
		assertThat(over(browser(), pages(), ANONYMOUS)).isEmpty();
	}

	@Test
	void a_fans_page_is_nine_statements_at_most() {
		assertThat(over(registered("few_statements_fan"), pages(), SIGNED_IN)).isEmpty();
	}

	@Test
	void a_page_of_the_team_is_nine_statements_at_most() {
		Browser admin = admin();
		assertThat(over(admin, pages(), SIGNED_IN)).isEmpty();
		assertThat(over(admin,
				List.of("/tasks/new", "/admin/people", "/admin/boards", "/moderation", "/moderation?decided=true"),
				SIGNED_IN))
			.isEmpty();
	}

	@Test
	void a_board_looks_up_once_for_all_its_columns_what_its_query_needs() {
		String page = "/tasks/board?q=-build:%3E=1";
		assertThat(browser().open(page).body()).contains("Few statements");
		Statements.forgetPages(this.application);
		List<String> all = this.statements.during(() -> browser().open(page));
		assertThat(all).as(all.toString()).filteredOn((asked) -> asked.contains("from task_reports")).hasSize(1);
	}

	private Map<String, List<String>> over(Browser browser, List<String> pages, int most) {
		Map<String, List<String>> over = new TreeMap<>();
		for (String page : pages) {
			browser.open(page);
			Statements.forgetPages(this.application);
			List<String> asked = this.statements.during(() -> {
				HttpResponse<String> answer = browser.open(page);
				assertThat(answer.statusCode()).as(page).isIn(200, 302, 303);
				return answer;
			});
			if (asked.size() > most) {
				over.put(page + ": " + asked.size(), asked);
			}
		}
		return over;
	}

}
