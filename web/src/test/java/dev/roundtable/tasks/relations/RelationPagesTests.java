package dev.roundtable.tasks.relations;

import java.net.http.HttpResponse;

import com.jayway.jsonpath.JsonPath;
import dev.roundtable.Browser;
import dev.roundtable.RoundtableTest;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The relations of tasks on pages, and for programs. */
class RelationPagesTests extends RoundtableTest {

	@Test
	void a_relation_is_added_by_number_shown_on_both_and_removed() {
		Browser admin = admin();
		String one = open(admin, "Cracks <b>when</b> cold");
		String two = open(admin, "Solder recipe");
		assertThat(admin.submit(one + "/relations", "kind", "blocked-by", "other", " #" + number(two) + " ")
			.headers()
			.firstValue("Location")).hasValueSatisfying((to) -> assertThat(to).endsWith(one + "#relations"));
		assertThat(admin.open(one).body()).contains("is blocked by", "Solder recipe", "said that it is blocked by #");
		assertThat(browser().open(two).body()).contains("Cracks &lt;b&gt;when&lt;/b&gt; cold")
			.doesNotContain("/remove\"");
		assertThat(admin.submit(two + "/relations/blocks/" + number(one) + "/remove").statusCode()).isEqualTo(302);
		assertThat(admin.open(one).body()).doesNotContain("Solder recipe");
	}

	@Test
	void what_was_typed_is_kept_beside_what_is_wrong_with_it() {
		Browser admin = admin();
		String one = open(admin, "Wrongly related");
		wrong(admin.submit(one + "/relations", "kind", "causes", "other", "987654321"), "There is no task 987654321");
		wrong(admin.submit(one + "/relations", "kind", "causes", "other", "<i>x"), "The number of a task");
		wrong(admin.submit(one + "/relations", "kind", "likes", "other", "1"), "how the two tasks stand");
		wrong(admin.submit(one + "/relations", "kind", "causes", "other", number(one)), "related to itself");
		assertThat(admin.submit(one + "/relations", "kind", "causes", "other", "987654321").body())
			.contains("value=\"987654321\"", "<option value=\"causes\" selected=\"selected\"");
	}

	private static void wrong(HttpResponse<String> page, String words) {
		assertThat(page.statusCode()).isEqualTo(422);
		assertThat(page.body()).contains(words).doesNotContain("<i>x");
	}

	@Test
	void programs_put_and_delete_it_and_find_it_with_the_task() {
		Browser admin = admin();
		String made = browser().withBasic(ADMIN, PASSWORD)
			.json("POST", "/api/v1/tokens", "{\"name\":\"relations\"}")
			.body();
		Browser program = browser().with("Authorization", "Bearer " + JsonPath.read(made, "$.token"));
		String one = open(admin, "For programs");
		String two = open(admin, "Of programs");
		String address = "/api/v1" + one + "/relations/regression-of/" + number(two);
		for (int i = 0; i < 2; i++) {
			assertThat(program.json("PUT", address, "").statusCode()).isEqualTo(204);
		}
		assertThat(JsonPath.<String>read(browser().open("/api/v1" + two).body(), "$.relations[0].kind"))
			.isEqualTo("regressed-by");
		assertThat(program.json("PUT", "/api/v1" + one + "/relations/likes/" + number(two), "").statusCode())
			.isEqualTo(404);
		assertThat(program.json("PUT", "/api/v1" + one + "/relations/blocks/987654321", "").statusCode())
			.isEqualTo(404);
		assertThat(program.json("PUT", "/api/v1" + one + "/relations/blocks/" + number(one), "").statusCode())
			.isEqualTo(422);
		for (int i = 0; i < 2; i++) {
			assertThat(program.json("DELETE", address, "").statusCode()).isEqualTo(204);
		}
		assertThat(JsonPath.<Integer>read(browser().open("/api/v1" + two).body(), "$.relations.length()")).isEqualTo(0);
	}

	@Test
	void a_fan_adds_none_and_removes_none() {
		Browser admin = admin();
		String one = open(admin, "Not hers");
		String two = open(admin, "Nor this");
		Browser fan = registered("relation_fan");
		assertThat(fan.open(one + "/relations").statusCode()).isEqualTo(403);
		assertThat(fan.submit(one + "/relations", "kind", "blocks", "other", number(two)).statusCode()).isEqualTo(403);
		assertThat(fan.submit(one + "/relations/blocks/" + number(two) + "/remove").statusCode()).isEqualTo(403);
	}

	private static String number(String task) {
		return task.substring(task.lastIndexOf('/') + 1);
	}

	private static String open(Browser admin, String title) {
		admin.open("/tasks/new");
		HttpResponse<String> opened = admin.submit("/tasks/new", "title", title, "kind", "BUG", "audience", "everyone");
		assertThat(opened.statusCode()).isEqualTo(302);
		return opened.headers().firstValue("Location").orElseThrow();
	}

}
