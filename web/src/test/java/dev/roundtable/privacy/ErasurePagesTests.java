package dev.roundtable.privacy;

import java.net.http.HttpResponse;
import java.time.Duration;

import com.jayway.jsonpath.JsonPath;
import dev.roundtable.Browser;
import dev.roundtable.RoundtableTest;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ErasurePagesTests extends RoundtableTest {

	private static final String PAGE = "/settings/erase";

	private static String location(HttpResponse<String> answer) {
		return answer.headers().firstValue("Location").orElse("").replaceFirst("^https?://[^/]+", "");
	}

	private long id(String name) {
		return this.jdbc.sql("select id from accounts where name = ?").param(name).query(Long.class).single();
	}

	private void awaitErased(long id) {
		Awaitility.await()
			.atMost(Duration.ofSeconds(30))
			.until(() -> this.jdbc.sql("select count(*) from erasures where account_id = ? and finished_at is not null")
				.param(id)
				.query(Long.class)
				.single() == 1);
	}

	@Test
	void who_asks_with_a_wrong_password_or_none_stays() {
		Browser fan = registered("erasing_wrong");
		fan.open(PAGE);
		for (String wrong : new String[] { "", "not-my-password-9" }) {
			HttpResponse<String> answer = fan.submit(PAGE, "current", wrong, "words", "true", "now", "true");
			assertThat(answer.statusCode()).isEqualTo(422);
			assertThat(answer.body()).contains("id=\"current-error\"");
		}
		assertThat(fan.open("/u/erasing_wrong").statusCode()).isEqualTo(200);
		assertThat(this.jdbc.sql("select count(*) from erasures where account_id = ?")
			.param(id("erasing_wrong"))
			.query(Long.class)
			.single()).isZero();
	}

	@Test
	void who_has_no_password_types_her_name_and_has_days_to_take_it_back() {
		Browser fan = registered("erasing_keyless");
		this.jdbc.sql("update accounts set password_hash = null where name = 'erasing_keyless'").update();
		fan.open(PAGE);
		assertThat(fan.submit(PAGE, "current", "erasing_keyless", "now", "true").statusCode()).isEqualTo(422);
		assertThat(fan.submit(PAGE, "current", "somebody_else").statusCode()).isEqualTo(422);
		assertThat(location(fan.submit(PAGE, "current", "erasing_keyless"))).isEqualTo(PAGE);
		assertThat(fan.open(PAGE).body()).contains("/settings/erase/keep");
	}

	@Test
	void within_the_days_of_grace_signing_in_leads_to_the_page_that_takes_it_back() {
		Browser fan = registered("erasing_thinker");
		fan.open(PAGE);
		assertThat(location(fan.submit(PAGE, "current", PASSWORD))).isEqualTo(PAGE);
		assertThat(fan.open(PAGE).body()).contains("/settings/erase/keep");
		Browser again = browser();
		again.open("/sign-in");
		again.submit("/sign-in", "name", "erasing_thinker", "password", PASSWORD);
		for (String path : new String[] { "/", "/settings", "/new" }) {
			assertThat(location(again.open(path))).as(path).isEqualTo(PAGE);
		}
		again.open(PAGE);
		assertThat(location(again.submit(PAGE + "/keep"))).startsWith(PAGE);
		assertThat(again.open(PAGE).body()).doesNotContain("/settings/erase/keep");
		assertThat(again.open("/settings").statusCode()).isEqualTo(200);
	}

	@Test
	void who_is_erased_at_once_is_gone_from_every_door() {
		Browser fan = registered("erasing_gone");
		long id = id("erasing_gone");
		String token = JsonPath.read(browser().withBasic("erasing_gone", PASSWORD)
			.json("POST", "/api/v1/tokens", "{\"name\":\"gone\"}")
			.body(), "$.token");
		Browser program = browser().with("Authorization", "Bearer " + token);
		assertThat(program.open("/api/v1/notifications").statusCode()).isEqualTo(200);
		fan.open(PAGE);
		assertThat(location(fan.submit(PAGE, "current", PASSWORD, "words", "true", "now", "true")))
			.isEqualTo("/erased");
		awaitErased(id);
		assertThat(fan.open("/erased").statusCode()).isEqualTo(200);
		assertThat(fan.open("/settings").statusCode()).isEqualTo(303);
		assertThat(program.open("/api/v1/notifications").statusCode()).isEqualTo(401);
		assertThat(browser().open("/u/erasing_gone").statusCode()).isEqualTo(404);
		assertThat(browser().open("/api/v1/people/erasing_gone").statusCode()).isEqualTo(404);
		HttpResponse<String> placeholder = browser().open("/u/deleted%20person%20" + id);
		assertThat(placeholder.statusCode()).isEqualTo(410);
		assertThat(placeholder.body()).doesNotContain("erasing_gone");
		Browser back = browser();
		back.open("/sign-in");
		assertThat(back.submit("/sign-in", "name", "erasing_gone", "password", PASSWORD).statusCode()).isEqualTo(422);
		assertThat(back.submit("/sign-in", "name", "deleted person " + id, "password", PASSWORD).statusCode())
			.isEqualTo(422);
		back.open("/register");
		assertThat(back.submit("/register", "name", "Erasing_Gone", "password", PASSWORD).statusCode()).isEqualTo(422);
		assertThat(admin().open("/admin/people?q=erasing_gone").body()).doesNotContain("/u/erasing_gone");
	}

	@Test
	void lists_and_topics_show_another_name_at_once() {
		Browser fan = registered("erasing_writer");
		long id = id("erasing_writer");
		Browser administrator = browser().withBasic(ADMIN, PASSWORD);
		String token = JsonPath.read(administrator.json("POST", "/api/v1/tokens", "{\"name\":\"erase\"}").body(),
				"$.token");
		browser().with("Authorization", "Bearer " + token)
			.json("POST", "/api/v1/boards", "{\"slug\":\"erase-board\",\"name\":\"Erase board\"}");
		fan.open("/new");
		String topic = location(fan.submit("/new", "board", "erase-board", "kind", "BUG", "title", "Written and left",
				"body", "Some words", "_once", "erase-1"));
		for (String path : new String[] { topic, "/b/erase-board", "/tasks?q=in:erase-board" }) {
			assertThat(browser().open(path).body()).as(path).contains("Written and left");
		}
		assertThat(browser().open(topic).body()).contains("erasing_writer");
		fan.open(PAGE);
		fan.submit(PAGE, "current", PASSWORD, "now", "true");
		awaitErased(id);
		for (String path : new String[] { topic, "/b/erase-board" }) {
			assertThat(browser().open(path).body()).as(path)
				.contains("Written and left")
				.contains("deleted person " + id)
				.doesNotContain("erasing_writer");
		}
	}

	@Test
	void an_administrator_erases_with_a_reason_and_nobody_else_finds_the_page() {
		registered("erasing_other");
		long id = id("erasing_other");
		String page = "/admin/people/" + id + "/erase";
		Browser fan = registered("erasing_nosy");
		assertThat(fan.open(page).statusCode()).isEqualTo(403);
		assertThat(fan.submit(page, "reason", "Why", "now", "true").statusCode()).isEqualTo(403);
		this.jdbc.sql("update accounts set role = 'MODERATOR' where name = 'erasing_nosy'").update();
		Browser moderator = browser();
		moderator.open("/sign-in");
		moderator.submit("/sign-in", "name", "erasing_nosy", "password", PASSWORD);
		moderator.open("/settings");
		assertThat(moderator.submit(page, "reason", "Why", "now", "true").statusCode()).isEqualTo(403);
		Browser administrator = admin();
		assertThat(administrator.open(page).body()).contains("erasing_other");
		assertThat(administrator.submit(page, "reason", " ", "now", "true").statusCode()).isEqualTo(422);
		assertThat(location(administrator.submit(page, "reason", "She wrote to us"))).startsWith("/admin/people");
		assertThat(administrator.open(page).body()).contains("She wrote to us").contains(page + "/keep");
		administrator.submit(page + "/keep");
		assertThat(administrator.open(page).body()).doesNotContain(page + "/keep");
		administrator.submit(page, "reason", "She wrote to us again", "now", "true");
		awaitErased(id);
		assertThat(administrator.open(page).statusCode()).isEqualTo(404);
		assertThat(administrator.open("/admin/people/999999999/erase").statusCode()).isEqualTo(404);
	}

}
