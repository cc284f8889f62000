package dev.roundtable.tasks.reports;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.regex.Pattern;

import com.jayway.jsonpath.JsonPath;
import dev.roundtable.Browser;
import dev.roundtable.RoundtableTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** “Me too” on the pages where it stands, and what is like a text, over HTTP. */
class MeTooPagesTests extends RoundtableTest {

	private static final String BOARD = "me-too-board";

	@BeforeEach
	void board() {
		String made = browser().withBasic(ADMIN, PASSWORD)
			.json("POST", "/api/v1/tokens", "{\"name\":\"metoo\"}")
			.body();
		browser().with("Authorization", "Bearer " + JsonPath.read(made, "$.token"))
			.json("POST", "/api/v1/boards", "{\"slug\": \"%s\", \"name\": \"Me too\"}".formatted(BOARD));
	}

	@Test
	void what_the_form_of_a_new_bug_names_is_what_its_author_has_it_on() {
		Browser mei = registered("metoo_mei");
		String topic = post(mei, "The left side is silent", "Buds <4>", "5.8.2");
		assertThat(mei.open(topic).body()).contains("Buds &lt;4&gt;", "5.8.2");
		String task = task(mei.open(topic).body());
		assertThat(mei.open(task).body()).contains("value=\"Buds &lt;4&gt;\"", "value=\"5.8.2\"");

		mei.submit(task + "/me-too", "device", "Buds 5", "build", "5.8.3", "frequency", "often");
		assertThat(mei.open(topic).body()).as("the topic's own page")
			.contains("Buds 5", "5.8.3")
			.doesNotContain("Buds &lt;4&gt;");
	}

	@Test
	void a_fan_joins_from_the_form_of_the_topic_and_takes_it_back_without_scripts() {
		Browser mei = registered("metoo_author");
		String topic = post(mei, "The case does not close", "", "");
		String task = task(mei.open(topic).body());
		Browser jun = registered("metoo_joiner");
		assertThat(jun.open(topic).body()).contains(task + "/me-too");
		assertThat(jun.open(task + "/me-too?back=" + topic).body()).contains("name=\"device\"", "name=\"build\"");
		HttpResponse<String> joined = jun.submit(task + "/me-too", "device", "Case 2", "build", "5.8.2", "frequency",
				"always", "back", topic);
		assertThat(joined.headers().firstValue("Location")).hasValue(topic);
		assertThat(jun.open(task).body()).contains("Case 2").contains("/me-too/withdraw");
		HttpResponse<String> wrong = jun.submit(task + "/me-too", "device", "Case 2", "build", "<b>");
		assertThat(wrong.statusCode()).isEqualTo(422);
		assertThat(wrong.body()).contains("id=\"build-error\"", "&lt;b&gt;");
		jun.open(task);
		jun.submit(task + "/me-too/withdraw", "back", task);
		assertThat(jun.open(task).body()).doesNotContain("Case 2");
		assertThat(browser().json("PUT", "/api/v1" + task + "/me-too", "{}").statusCode()).isEqualTo(401);
	}

	@Test
	void what_is_like_a_text_is_asked_over_http_by_anybody_and_nothing_is_like_nothing() {
		for (String address : new String[] { "/api/v1/similar", "/api/v1/similar?title=%20",
				"/api/v1/similar?title=%3Cscript%3E&body=" + "x".repeat(2000) }) {
			HttpResponse<String> like = browser().open(address);
			assertThat(like.statusCode()).as(address).isEqualTo(200);
			assertThat(JsonPath.<List<?>>read(like.body(), "$")).isEmpty();
		}
	}

	private static String post(Browser fan, String title, String device, String build) {
		assertThat(fan.open("/new?kind=BUG").body()).contains("name=\"device\"", "name=\"build\"");
		HttpResponse<String> posted = fan.submit("/new", "board", BOARD, "kind", "BUG", "title", title, "body",
				"Since yesterday: " + title, "device", device, "build", build, "frequency", "");
		assertThat(posted.statusCode()).as(posted.body()).isIn(302, 303);
		return posted.headers().firstValue("Location").orElseThrow();
	}

	/** The path of the task that a topic's page leads to. */
	private static String task(String page) {
		var found = Pattern.compile("/tasks/\\d+").matcher(page);
		assertThat(found.find()).isTrue();
		return found.group();
	}

}
