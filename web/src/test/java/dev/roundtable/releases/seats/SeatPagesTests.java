package dev.roundtable.releases.seats;

import java.net.http.HttpResponse;
import java.time.Duration;

import com.jayway.jsonpath.JsonPath;
import dev.roundtable.Browser;
import dev.roundtable.RoundtableTest;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Seats in a channel as a browser and a program meet them. */
class SeatPagesTests extends RoundtableTest {

	private static final String BETA = "/channels/beta";

	@Test
	void the_team_opens_a_channel_and_a_fan_asks_is_given_a_seat_and_gives_it_back() {
		Browser admin = admin();
		assertThat(browser().open("/releases").body()).doesNotContain(BETA);
		admin.open(BETA);
		submit(admin, BETA, "seats", "1", "rule", "HAND", "open", "true", "version", version());
		assertThat(browser().open("/releases").body()).contains(BETA);

		Browser fan = registered("seat_fan");
		fan.open(BETA);
		submit(fan, BETA + "/ask");
		assertThat(fan.open(BETA).body()).contains("You asked for a seat").doesNotContain("Who has it");
		assertThat(admin.open(BETA).body()).contains("seat_fan", "data-seat=\"ASKED\"");
		submit(admin, BETA + "/give", "person", "seat_fan");
		assertThat(admin.open(BETA).body()).contains("data-seat=\"HELD\"", "has not reported yet");
		registered("seat_second");
		HttpResponse<String> full = admin.submit(BETA + "/give", "person", "seat_second");
		assertThat(full.statusCode()).isEqualTo(422);
		assertThat(full.body()).contains("value=\"seat_second\"", "The one seat is taken");
		assertThat(admin.submit(BETA + "/give", "person", "nobody at all").statusCode()).isEqualTo(422);
		submit(fan, BETA + "/give-back");
		assertThat(fan.open(BETA).body()).contains("You have no seat");
		for (String act : new String[] { "", "/give", "/take", "/draw" }) {
			assertThat(fan.submit(BETA + act, "person", "seat_fan").statusCode()).as(act).isEqualTo(403);
		}
		submit(admin, BETA, "seats", "1", "rule", "HAND", "version", version());
		assertThat(fan.submit(BETA + "/ask").statusCode()).isEqualTo(422);
		assertThat(admin.submit(BETA, "seats", "1", "rule", "HAND", "version", "0").statusCode()).isEqualTo(409);
		assertThat(browser().open("/channels/stable").statusCode()).isEqualTo(404);
		assertThat(browser().open("/channels/gold").statusCode()).isEqualTo(404);
	}

	@Test
	void who_is_offered_a_seat_is_told_and_what_she_reports_with_it_is_marked() {
		Browser admin = admin();
		admin.open(BETA);
		submit(admin, BETA, "seats", "50", "rule", "HAND", "open", "true", "version", version());
		Browser fan = registered("seat_offered");
		submit(admin, BETA + "/give", "person", "seat_offered");
		Awaitility.await()
			.atMost(Duration.ofSeconds(20))
			.until(() -> fan.open("/notifications").body().contains("There is a seat for you"));
		assertThat(fan.open("/notifications").body()).contains("data-kind=\"SEAT\"", BETA, "Beta");
		assertThat(fan.open("/settings/notifications").body()).contains("value=\"SEAT\"");
		String before = reported(fan, "Said before the seat");
		fan.open(BETA);
		submit(fan, BETA + "/ask");
		String during = reported(fan, "Said with the seat");
		fan.open(BETA);
		submit(fan, BETA + "/give-back");
		String after = reported(fan, "Said after the seat");
		assertThat(browser().open(during).body()).contains("Reported with a seat in: Beta");
		assertThat(browser().open(task(during)).body())
			.containsPattern("<caption>Channel</caption>\\s*<tbody><tr><th scope=\"row\">Beta");
		String mark = "class=\"from\" title=\"Reported with a seat in: Beta\">Beta<";
		for (String list : new String[] { "/tasks?q=in%3Aseat-board", "/tasks/board?q=in%3Aseat-board" }) {
			assertThat(browser().open(list).body()).as(list).containsOnlyOnce(mark);
		}
		for (String other : new String[] { before, after }) {
			assertThat(browser().open(other).body()).doesNotContain("Reported with a seat");
		}
	}

	private String reported(Browser fan, String title) {
		String made = browser().withBasic(ADMIN, PASSWORD)
			.json("POST", "/api/v1/tokens", "{\"name\":\"seats\"}")
			.body();
		browser().with("Authorization", "Bearer " + JsonPath.read(made, "$.token"))
			.json("POST", "/api/v1/boards", "{\"slug\": \"seat-board\", \"name\": \"Seats\"}");
		fan.open("/new");
		HttpResponse<String> posted = fan.submit("/new", "board", "seat-board", "kind", "BUG", "title", title, "body",
				title + ", since the update");
		assertThat(posted.statusCode()).as(posted.body()).isEqualTo(302);
		return posted.headers().firstValue("Location").orElseThrow();
	}

	private String task(String topic) {
		return "/tasks/"
				+ JsonPath.read(browser().open("/api/v1/topics/" + topic.split("/")[2]).body(), "$.task.number");
	}

	@Test
	void a_program_asks_for_the_seat_of_its_person() {
		Browser admin = admin();
		admin.open("/channels/nightly");
		submit(admin, "/channels/nightly", "seats", "2", "rule", "LEVEL", "minLevel", "0", "open", "true", "version",
				this.jdbc.sql("select version from channel_programs where channel = 'NIGHTLY'")
					.query(String.class)
					.single());
		registered("seat_program");
		String made = browser().withBasic("seat_program", PASSWORD)
			.json("POST", "/api/v1/tokens", "{\"name\":\"seats\"}")
			.body();
		Browser program = browser().with("Authorization", "Bearer " + JsonPath.read(made, "$.token"));
		String address = "/api/v1/channels/nightly/seat";
		assertThat(program.json("PUT", address, "").body()).contains("\"seat\":\"held\"", "\"taken\":1");
		assertThat(program.json("PUT", address, "").body()).contains("\"taken\":1");
		assertThat(browser().open(address).body()).contains("\"seat\":null", "\"seats\":2");
		assertThat(program.json("DELETE", address, "").body()).contains("\"seat\":null", "\"taken\":0");
		assertThat(browser().json("PUT", address, "").statusCode()).isEqualTo(401);
	}

	private String version() {
		return this.jdbc.sql("select version from channel_programs where channel = 'BETA'")
			.query(String.class)
			.single();
	}

	private static void submit(Browser browser, String path, String... fields) {
		HttpResponse<String> answer = browser.submit(path, fields);
		assertThat(answer.statusCode()).as("%s: %s", path, answer.body()).isIn(302, 303);
	}

}
