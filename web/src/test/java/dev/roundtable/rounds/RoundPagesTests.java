package dev.roundtable.rounds;

import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.time.ZoneOffset;

import com.jayway.jsonpath.JsonPath;
import dev.roundtable.Browser;
import dev.roundtable.RoundtableTest;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/** Voting rounds on the pages and for programs. */
class RoundPagesTests extends RoundtableTest {

	@Autowired
	private RoundEnds ends;

	@Test
	void a_manager_opens_a_round_fans_vote_and_the_end_shows_who_won() {
		String one = idea("Brighter stars");
		String other = idea("Longer nights");
		Browser manager = admin();
		manager.open("/rounds");
		HttpResponse<String> opened = manager.submit("/rounds", "title", "One for the winter", "description",
				"Choose **well**", "candidates", "#" + one + ", #" + other, "choices", "1", "voters", "members",
				"minLevel", "0", "closesAt", LocalDate.now(ZoneOffset.UTC).plusDays(3).toString());
		assertThat(opened.statusCode()).as(opened.body()).isEqualTo(302);
		String round = opened.headers().firstValue("Location").orElseThrow();
		assertThat(browser().open("/rounds").body()).contains("One for the winter");
		assertThat(browser().open(round).body()).contains("<strong>well</strong>", "/sign-in?next=" + round)
			.doesNotContain("<progress");

		Browser fan = registered("round_fan");
		fan.open(round);
		assertThat(fan.submit(round + "/ballot", "choices", other).statusCode()).isEqualTo(302);
		assertThat(fan.open(round).body()).containsPattern("value=\"" + other + "\" checked")
			.doesNotContain("<progress");
		HttpResponse<String> both = fan.submit(round + "/ballot", "choices", one, "choices", other);
		assertThat(both.statusCode()).isEqualTo(422);

		this.jdbc.sql("update rounds set closes_at = opens_at where id = ?")
			.param(Long.parseLong(round.substring("/rounds/".length())))
			.update();
		this.ends.work();
		assertThat(browser().open("/tasks/" + other).body()).contains("data-s=\"PLANNED\"", "One for the winter");
		assertThat(browser().open("/tasks/" + other).body())
			.contains("Chosen in the voting round “One for the winter”.")
			.doesNotContain("由投票");
		assertThat(browser().with("Accept-Language", "zh-TW").open("/tasks/" + other).body())
			.contains("在投票「One for the winter」中選出。")
			.doesNotContain("Chosen in", "chosen in", "由投票选出");
		assertThat(browser().with("Accept-Language", "zh-CN").open("/api/v1/tasks/" + other).body())
			.contains("在投票“One for the winter”中选出。");
		assertThat(browser().open(round).body()).contains("<progress", "data-won=\"true\"", "These results are final");
		HttpResponse<String> late = fan.submit(round + "/ballot", "choices", one);
		assertThat(late.statusCode()).isEqualTo(422);
		assertThat(late.body()).contains("This round is over");
	}

	@Test
	void a_round_is_opened_with_the_ideas_that_were_chosen_without_a_number_to_know() {
		String one = idea("Chosen one");
		String other = idea("Chosen other");
		Browser manager = admin();
		assertThat(manager.open("/votes").body()).contains("formaction=\"/rounds#open\"");
		assertThat(manager.open("/rounds?task=" + one + "&task=" + other).body())
			.contains("value=\"#" + one + " #" + other + "\"", "id=\"open\" open");
		assertThat(registered("round_chooser").open("/rounds?task=" + one).body()).doesNotContain("id=\"open\"");
		assertThat(manager.with("HX-Request", "true").open("/tasks/pick?numbers=" + other + "," + one).body())
			.containsSubsequence("Chosen other", "Chosen one");
		assertThat(browser().open("/tasks/pick?numbers=" + one).statusCode()).isEqualTo(302);
		assertThat(registered("pick_meddler").with("HX-Request", "true").open("/tasks/pick?q=cho").statusCode())
			.isEqualTo(403);
	}

	@Test
	void what_is_wrong_with_a_round_is_said_with_what_was_typed() {
		Browser manager = admin();
		manager.open("/rounds");
		HttpResponse<String> wrong = manager.submit("/rounds", "title", "Half a <round>", "candidates", "#1", "choices",
				"1", "closesAt", "2000-01-01");
		assertThat(wrong.statusCode()).isEqualTo(422);
		assertThat(wrong.body()).contains("Half a &lt;round&gt;", "id=\"candidates-error\"");
		Browser fan = registered("round_opener");
		fan.open("/rounds");
		assertThat(fan.submit("/rounds", "title", "Mine").statusCode()).isEqualTo(403);
	}

	@Test
	void a_program_opens_a_round_and_votes() {
		String one = idea("Programs one");
		String other = idea("Programs two");
		Browser manager = program(ADMIN);
		HttpResponse<String> opened = manager.json("POST", "/api/v1/rounds", """
				{"title": "For programs", "candidates": [%s, %s], "live": true, "closesAt": "2999-01-01T00:00:00Z"}"""
			.formatted(one, other));
		assertThat(opened.statusCode()).as(opened.body()).isEqualTo(201);
		String round = "/api/v1" + JsonPath.read(opened.body(), "$.url");
		registered("round_program");
		Browser program = program("round_program");
		assertThat(program.json("PUT", round + "/ballot", "{\"choices\": [%s]}".formatted(one)).body())
			.contains("\"ballots\":1", "\"voted\":true");
		assertThat(program.json("PUT", round + "/ballot", "{\"choices\": [%s, %s]}".formatted(one, other)).statusCode())
			.isEqualTo(422);
		assertThat(program.json("PUT", round + "/ballot", "{}").statusCode()).isEqualTo(422);
		assertThat(browser().json("PUT", round + "/ballot", "{\"choices\": []}").statusCode()).isEqualTo(401);
		assertThat(browser().open("/api/v1/rounds").body()).contains("For programs");
		assertThat(browser().open("/api/v1/rounds?cursor=garbage").statusCode()).isEqualTo(422);
		assertThat(browser().open("/api/v1/rounds/987654321").statusCode()).isEqualTo(404);
		assertThat(program.json("POST", "/api/v1/rounds", "{\"title\": \"Mine\"}").statusCode()).isEqualTo(403);
	}

	private String idea(String title) {
		HttpResponse<String> made = program(ADMIN).json("POST", "/api/v1/tasks",
				"{\"kind\": \"idea\", \"title\": \"%s\"}".formatted(title));
		assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
		return String.valueOf(JsonPath.<Object>read(made.body(), "$.number"));
	}

	private Browser program(String name) {
		String made = browser().withBasic(name, PASSWORD).json("POST", "/api/v1/tokens", "{\"name\":\"r\"}").body();
		return browser().with("Authorization", "Bearer " + JsonPath.read(made, "$.token"));
	}

}
