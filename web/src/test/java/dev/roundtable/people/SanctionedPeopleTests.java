package dev.roundtable.people;

import java.net.http.HttpResponse;

import dev.roundtable.Browser;
import dev.roundtable.RoundtableTest;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Silencing and suspending as people and programs meet it. */
class SanctionedPeopleTests extends RoundtableTest {

	private static final String API = "/api/v1/people/";

	/** The script tells it in the reader's own time zone. */
	private static final String TIME = "<time data-exact datetime=\"2099-01-01T00:00:00Z\">2099-01-01 00:00 UTC</time>";

	/** As a program of the administrator's. */
	private Browser program() {
		return program(ADMIN);
	}

	private Browser program(String name) {
		String token = browser().withBasic(name, PASSWORD)
			.json("POST", "/api/v1/tokens", "{\"name\":\"sanctions\"}")
			.body();
		return browser().with("Authorization", "Bearer " + token.replaceAll(".*\"token\":\"([^\"]+)\".*", "$1"));
	}

	@Test
	void a_suspended_person_with_an_open_tab_is_told_why_at_once_and_until_it_is_taken_back() {
		Browser fan = registered("suspended_fan");
		Browser program = program();
		assertThat(fan.open("/settings").statusCode()).isEqualTo(200);
		assertThat(program
			.json("PUT", API + "suspended_fan/suspension",
					"{\"reason\":\"Spam & <b>ads</b>\",\"until\":\"2099-01-01T00:00:00Z\"}")
			.statusCode()).isEqualTo(204);
		HttpResponse<String> refused = fan.submit("/settings/tokens", "name", "mine");
		assertThat(refused.statusCode()).isEqualTo(403);
		assertThat(refused.body()).contains("2099-01-01 00:00 UTC", "Spam &amp; &lt;b&gt;ads&lt;/b&gt;");
		assertThat(fan.open("/").body()).contains("Your account is suspended until</span> " + TIME);
		assertThat(browser().open("/u/suspended_fan").body()).contains("Suspended until</span> " + TIME);
		assertThat(browser().open(API + "suspended_fan").body()).contains("\"kind\":\"suspended\"",
				"\"until\":\"2099-01-01T00:00:00Z\"");
		assertThat(program.json("DELETE", API + "suspended_fan/suspension", "").statusCode()).isEqualTo(204);
		assertThat(fan.open("/").body()).doesNotContain("Your account is suspended");
		assertThat(browser().open(API + "suspended_fan").body()).contains("\"suspension\":null");
	}

	@Test
	void a_suspended_persons_program_reads_what_a_stranger_reads_and_its_writes_are_refused_with_reason_and_end() {
		registered("suspended_author");
		Browser program = program();
		program.json("POST", "/api/v1/boards",
				"{\"slug\":\"members-then\",\"name\":\"Members\",\"readers\":\"members\",\"writers\":\"members\"}");
		Browser hers = program("suspended_author");
		String topic = "{\"board\":\"members-then\",\"kind\":\"discussion\",\"title\":\"%s\",\"body\":\"Text\"}";
		assertThat(hers.json("POST", "/api/v1/topics", topic.formatted("Before")).statusCode()).isEqualTo(201);
		assertThat(hers.open("/api/v1/boards").body()).contains("members-then");
		program.json("PUT", API + "suspended_author/suspension",
				"{\"reason\":\"Canary reason\",\"until\":\"2099-01-01T00:00:00Z\"}");
		HttpResponse<String> boards = hers.open("/api/v1/boards");
		assertThat(boards.statusCode()).isEqualTo(200);
		assertThat(boards.body()).isEqualTo(browser().open("/api/v1/boards").body()).doesNotContain("members-then");
		HttpResponse<String> refused = hers.json("POST", "/api/v1/topics", topic.formatted("After"));
		assertThat(refused.statusCode()).isEqualTo(403);
		assertThat(refused.headers().firstValue("Content-Type")).get().asString().contains("application/problem+json");
		assertThat(refused.body()).contains("Canary reason", "2099-01-01 00:00 UTC");
		program.json("DELETE", API + "suspended_author/suspension", "");
		assertThat(hers.open("/api/v1/boards").body()).contains("members-then");
		assertThat(hers.json("POST", "/api/v1/topics", topic.formatted("Again")).statusCode()).isEqualTo(201);
	}

	@Test
	void a_moderator_silences_on_a_page_and_keeps_what_she_typed_when_it_is_refused() {
		registered("shouting_fan");
		Browser administrator = admin();
		assertThat(administrator.open("/u/shouting_fan").body()).contains("/u/shouting_fan/sanction");
		administrator.open("/u/shouting_fan/sanction");
		HttpResponse<String> refused = administrator.submit("/u/shouting_fan/sanction", "kind", "SILENCED", "days",
				"30", "reason", " ", "_once", "a");
		assertThat(refused.statusCode()).isEqualTo(422);
		assertThat(refused.body()).containsPattern("value=\"30\" selected");
		HttpResponse<String> done = administrator.submit("/u/shouting_fan/sanction", "kind", "SILENCED", "days", "30",
				"reason", "Shouting", "_once", "b");
		assertThat(done.headers().firstValue("Location")).hasValue("/u/shouting_fan");
		assertThat(administrator.open("/u/shouting_fan").body()).contains("Silenced until", "Shouting");
		administrator.open("/u/shouting_fan/sanction");
		administrator.submit("/u/shouting_fan/sanction/lift", "kind", "SILENCED", "_once", "c");
		assertThat(administrator.open("/u/shouting_fan").body()).doesNotContain("Silenced until");
	}

	@Test
	void only_moderators_sanction_and_only_who_is_there() {
		Browser fan = registered("plain_fan");
		registered("other_fan");
		fan.open("/settings");
		assertThat(fan.open("/u/other_fan/sanction").statusCode()).isEqualTo(403);
		assertThat(fan.submit("/u/other_fan/sanction", "reason", "x", "_once", "a").statusCode()).isEqualTo(403);
		assertThat(browser().json("PUT", API + "other_fan/suspension", "{\"reason\":\"x\"}").statusCode())
			.isEqualTo(401);
		Browser program = program();
		assertThat(program.open(API + "nobody_is_here").statusCode()).isEqualTo(404);
		assertThat(program.json("PUT", API + "nobody_is_here/suspension", "{\"reason\":\"x\"}").statusCode())
			.isEqualTo(404);
		assertThat(program.json("PUT", API + "other_fan/suspension", "{\"reason\":\"\"}").body())
			.contains("\"reason\"");
		assertThat(
				program.json("PUT", API + "other_fan/suspension", "{\"reason\":\"x\",\"until\":\"soon\"}").statusCode())
			.isEqualTo(422);
		assertThat(program.json("PUT", API + ADMIN + "/suspension", "{\"reason\":\"x\"}").statusCode()).isEqualTo(422);
		assertThat(program.json("DELETE", API + "other_fan/suspension", "").statusCode()).as("what is not")
			.isEqualTo(204);
	}

}
