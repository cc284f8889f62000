package dev.roundtable.groups;

import com.jayway.jsonpath.JsonPath;
import dev.roundtable.Browser;
import dev.roundtable.RoundtableTest;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class GroupPagesTests extends RoundtableTest {

	@Test
	void an_administrator_makes_a_group_opens_a_board_to_it_and_its_member_finds_both() {
		Browser admin = admin();
		Browser fan = registered("core_fan");
		admin.open("/admin/groups");
		assertThat(admin
			.submit("/admin/groups", "name", "Core-Testers", "title", "Core testers", "about", "Test first", "posts",
					"5000", "_once", "core")
			.statusCode()).isEqualTo(302);
		assertThat(admin.open("/admin/boards").body()).contains("value=\"group:core-testers\"");
		assertThat(admin
			.submit("/admin/boards", "name", "Beta canary", "slug", "beta-canary", "readers", "group:core-testers",
					"writers", "group:core-testers", "_once", "beta")
			.statusCode()).isEqualTo(302);
		assertThat(admin.open("/admin/boards").body()).contains("Beta canary", "Group: Core testers");
		assertThat(admin.open("/admin/boards/beta-canary").statusCode()).isEqualTo(200);
		assertThat(fan.open("/groups").body()).contains("Core testers", "5,000 posts")
			.doesNotContain("Beta canary", "You are in it");
		assertThat(fan.open("/b/beta-canary").statusCode()).isEqualTo(404);
		admin.open("/admin/groups/core-testers");
		assertThat(admin.submit("/admin/groups/core-testers/members", "person", "nobody_there").statusCode())
			.isEqualTo(422);
		assertThat(admin
			.submit("/admin/groups/core-testers/members", "person", "core_fan", "reason", "Asked", "_once", "m")
			.statusCode()).isEqualTo(302);
		assertThat(admin.open("/admin/groups/core-testers").body()).contains("core_fan", "Added by hand", "Asked");
		assertThat(fan.open("/b/beta-canary").statusCode()).isEqualTo(200);
		assertThat(fan.open("/groups").body()).contains("You are in it", "Beta canary");
		assertThat(browser().open("/u/core_fan").body()).contains("Core testers");
		assertThat(admin.submit("/admin/groups/core-testers/dissolve", "_once", "d").statusCode()).isEqualTo(422);
		assertThat(admin.submit("/admin/groups/core-testers/members", "person", "core_fan", "out", "true").statusCode())
			.isEqualTo(302);
		assertThat(fan.open("/b/beta-canary").statusCode()).isEqualTo(404);
	}

	@Test
	void a_rule_for_everybody_asks_first() {
		Browser admin = admin();
		admin.open("/admin/groups");
		String asked = admin.submit("/admin/groups", "name", "everybody", "title", "All of us", "days", "0").body();
		assertThat(asked).contains("matches everybody", "name=\"confirm\"", "All of us");
		assertThat(
				admin.submit("/admin/groups", "name", "everybody", "title", "All of us", "days", "0", "confirm", "true")
					.statusCode())
			.isEqualTo(302);
		assertThat(admin.submit("/admin/groups/everybody/dissolve", "_once", "gone").statusCode()).isEqualTo(302);
		assertThat(admin.open("/admin/groups/everybody").statusCode()).isEqualTo(404);
	}

	@Test
	void a_program_of_an_administrator_opens_a_board_to_a_group() {
		Browser admin = admin();
		admin.open("/admin/groups");
		admin.submit("/admin/groups", "name", "api-group", "title", "By a program");
		Browser program = program(ADMIN);
		assertThat(program.json("POST", "/api/v1/boards", """
				{"slug": "api-group", "name": "Of a group", "readers": "group:api-group", "writers": "group:none"}""")
			.statusCode()).isEqualTo(422);
		String made = program.json("POST", "/api/v1/boards",
				"""
						{"slug": "api-group", "name": "Of a group", "readers": "group:api-group", "writers": "group:api-group"}""")
			.body();
		assertThat(JsonPath.<String>read(made, "$.readers")).isEqualTo("group:api-group");
		String changed = program.json("PATCH", "/api/v1/boards/api-group", "{\"readers\": \"members\"}").body();
		assertThat(JsonPath.<String>read(changed, "$.readers")).isEqualTo("members");
	}

	@Test
	void nobody_else_sees_the_administration_of_groups() {
		Browser fan = registered("no_keeper");
		assertThat(fan.open("/admin/groups").statusCode()).isIn(403, 404);
		fan.open("/settings");
		assertThat(fan.submit("/admin/groups", "name", "sneaky", "title", "Sneaky").statusCode()).isIn(403, 404);
		assertThat(browser().open("/groups").body()).doesNotContain("Sneaky", "/admin/groups");
	}

	private Browser program(String name) {
		String made = browser().withBasic(name, PASSWORD).json("POST", "/api/v1/tokens", "{\"name\":\"x\"}").body();
		return browser().with("Authorization", "Bearer " + JsonPath.read(made, "$.token"));
	}

}
