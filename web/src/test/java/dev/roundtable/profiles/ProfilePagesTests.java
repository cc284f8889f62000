package dev.roundtable.profiles;

import com.jayway.jsonpath.JsonPath;
import dev.roundtable.Browser;
import dev.roundtable.RoundtableTest;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ProfilePagesTests extends RoundtableTest {

	@Test
	void a_fan_has_a_page_of_her_own_and_others_read_what_became_of_what_she_said() {
		Browser fan = registered("own_page_fan");
		program(ADMIN).json("POST", "/api/v1/boards", "{\"slug\": \"own-page\", \"name\": \"Own page\"}");
		Browser program = program("own_page_fan");
		program.json("POST", "/api/v1/topics", """
				{"board": "own-page", "kind": "bug", "title": "Canary of her page", "body": "It sings"}""");
		long task = this.jdbc.sql("select number from tasks where title = 'Canary of her page'")
			.query(Long.class)
			.single();
		program(ADMIN).json("POST", "/api/v1/tasks/" + task + "/comments",
				"{\"body\": \"We hear it\", \"internal\": false}");
		assertThat(browser().open("/me").statusCode()).isEqualTo(303);
		assertThat(fan.open("/").body()).contains("href=\"/me\"");
		assertThat(fan.open("/me").body()).contains("own_page_fan", "Canary of her page", "/tasks/" + task,
				"href=\"/me/feedback\"", "href=\"/u/own_page_fan\"");
		assertThat(browser().open("/u/own_page_fan").body()).contains("What became of it", "/tasks/" + task,
				"Reported");
		assertThat(browser().open("/u/" + ADMIN).body()).contains("href=\"/tasks/" + task + "\">Canary of her page");
		program(ADMIN).json("PATCH", "/api/v1/boards/own-page", "{\"readers\": \"team\"}");
		assertThat(browser().open("/u/own_page_fan").body()).doesNotContain("Canary of her page", "/tasks/" + task);
		assertThat(browser().open("/u/" + ADMIN).body()).doesNotContain("Canary of her page");
	}

	private Browser program(String name) {
		String made = browser().withBasic(name, PASSWORD).json("POST", "/api/v1/tokens", "{\"name\":\"x\"}").body();
		return browser().with("Authorization", "Bearer " + JsonPath.read(made, "$.token"));
	}

	@Test
	void nobody_is_offered_to_link_an_account_of_another_site_where_there_is_none() {
		assertThat(registered("linkless_fan").open("/settings").body()).contains("/settings/notifications")
			.doesNotContain("/settings/federation");
	}

	@Test
	void a_fan_fills_in_her_profile_and_a_stale_form_loses_nothing() {
		Browser fan = registered("profiled_fan");
		assertThat(fan.open("/settings/profile").body()).contains("Model 1")
			.doesNotContain("Model 2", "name=\"badge\"");
		assertThat(fan
			.submit("/settings/profile", "version", "0", "about", "I **test**", "model", "Lumen One", "build", "4.1",
					"model", "", "build", "", "_once", "first")
			.statusCode()).isEqualTo(302);
		assertThat(browser().open("/u/profiled_fan").body()).contains("<strong>test</strong>", "Lumen One", "4.1");
		String stale = fan.submit("/settings/profile", "version", "0", "about", "My other words", "_once", "second")
			.body();
		assertThat(stale).contains("My other words", "I **test**", "changed meanwhile");
		assertThat(fan.open("/settings/profile").body()).contains("I **test**", "value=\"Lumen One\"", "Model 2")
			.doesNotContain("Model 3");
		assertThat(browser().open("/settings/profile").statusCode()).isEqualTo(303);
	}

}
