package dev.roundtable.messages;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;

import com.jayway.jsonpath.JsonPath;
import dev.roundtable.Browser;
import dev.roundtable.RoundtableTest;
import dev.roundtable.people.Role;
import dev.roundtable.signin.Registration;
import dev.roundtable.stores.World;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/** Writing to each other on pages and for programs. */
class MessagePagesTests extends RoundtableTest {

	@Autowired
	private Registration registration;

	private Browser program(String name) {
		String made = browser().withBasic(name, PASSWORD)
			.json("POST", "/api/v1/tokens", "{\"name\": \"messages\"}")
			.body();
		return browser().with("Authorization", "Bearer " + JsonPath.read(made, "$.token"));
	}

	private Browser signedIn(String name, Role role) {
		this.registration.create(name, PASSWORD, role);
		Browser browser = browser();
		browser.open("/sign-in");
		browser.submit("/sign-in", "name", name, "password", PASSWORD);
		return browser;
	}

	private static String location(HttpResponse<String> answer) {
		return answer.headers().firstValue("Location").orElse("none: " + answer.statusCode() + answer.body());
	}

	private static String start(Browser program, String to, String body) {
		HttpResponse<String> made = program.json("POST", "/api/v1/conversations",
				"{\"to\": [\"%s\"], \"body\": \"%s\"}".formatted(to, body));
		assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
		return JsonPath.read(made.body(), "$.id").toString();
	}

	@Test
	void an_engineer_writes_from_a_person_s_page_and_she_is_told_and_answers() {
		Browser fan = registered("msg_fan");
		Browser engineer = signedIn("msg_engineer", Role.ENGINEER);
		assertThat(engineer.open("/u/msg_fan").body()).contains("/messages/new?to=msg_fan", "Write a message");
		assertThat(engineer.open("/u/msg_engineer").body()).doesNotContain("/messages/new");
		assertThat(browser().open("/u/msg_fan").body()).doesNotContain("/messages/new");
		assertThat(engineer.open("/messages/new?to=msg_fan").body()).contains("value=\"msg_fan\"", "_once");
		HttpResponse<String> preview = engineer.submit("/messages/new", "to", "msg_fan", "body", "Try *build* 7",
				"preview", "true");
		assertThat(preview.body()).contains("<em>build</em>");
		String place = location(
				engineer.submit("/messages/new", "to", "msg_fan", "body", "Try *build* 7", "_once", "a"));
		assertThat(place).contains("/messages/");
		assertThat(location(engineer.submit("/messages/new", "to", "msg_fan", "body", "Try *build* 7", "_once", "a")))
			.as("a second click")
			.isEqualTo(place);
		assertThat(location(engineer.open("/messages/new?to=msg_fan"))).isEqualTo(place);
		Awaitility.await()
			.atMost(Duration.ofSeconds(20))
			.until(() -> fan.open("/notifications").body().contains("msg_engineer wrote a message in"));
		assertThat(fan.open("/notifications").body()).contains("href=\"" + path(place) + "\"")
			.doesNotContain("Try", "build");
		assertThat(fan.open("/messages").body()).contains("1 new", "Try build 7", "msg_engineer");
		String talk = fan.open(path(place)).body();
		assertThat(talk).contains("<em>build</em>", "data-seen", "_once");
		String last = talk.replaceAll("(?s).*name=\"last\" value=\"([0-9]+)\".*", "$1");
		assertThat(location(fan.submit(path(place) + "/seen", "last", last))).isEqualTo(place);
		assertThat(fan.open("/messages").body()).doesNotContain("1 new");
		assertThat(fan.open("/notifications").body()).doesNotContain("msg_engineer wrote");
		assertThat(location(fan.submit(path(place), "body", "It works", "_once", "b"))).contains("#message-");
		fan.submit(path(place), "body", "It works", "_once", "b");
		assertThat(engineer.open(path(place)).body().split("It works", -1)).hasSize(2);
		HttpResponse<String> empty = fan.submit(path(place), "body", " ", "_once", "c");
		assertThat(empty.statusCode()).isEqualTo(422);
		assertThat(empty.body()).contains("body-error");
	}

	private static String path(String location) {
		return location.replaceFirst("^https?://[^/]+", "");
	}

	@Test
	void who_is_new_is_told_when_she_may_write_first() {
		Browser fan = registered("msg_new");
		registered("msg_other");
		assertThat(fan.open("/messages/new?to=msg_other").body()).contains("takes the level “Basic”: open 5 topics")
			.doesNotContain("id=\"to\"");
		HttpResponse<String> refused = fan.submit("/messages/new", "to", "msg_other", "body", "kept words");
		assertThat(refused.statusCode()).isEqualTo(403);
		assertThat(refused.body()).contains("kept words", "role=\"alert\"");
		HttpResponse<String> program = program("msg_new").json("POST", "/api/v1/conversations",
				"{\"to\": [\"msg_other\"], \"body\": \"x\"}");
		assertThat(program.statusCode()).isEqualTo(403);
		assertThat(program.body()).contains("You can answer now");
	}

	@Test
	void a_form_that_is_refused_keeps_what_was_typed_and_says_where_it_is_wrong() {
		Browser engineer = signedIn("msg_engineer_2", Role.ENGINEER);
		engineer.open("/messages/new");
		HttpResponse<String> unknown = engineer.submit("/messages/new", "to", "msg_nobody_here", "body", "kept words");
		assertThat(unknown.statusCode()).isEqualTo(422);
		assertThat(unknown.body()).contains("to-error", "msg_nobody_here", "kept words");
		assertThat(engineer.submit("/messages/new", "to", "msg_engineer_2", "body", "x").body())
			.contains("cannot write to yourself");
		assertThat(engineer.submit("/messages/new", "to", "", "body", "x").statusCode()).isEqualTo(422);
	}

	@Test
	void programs_write_read_and_are_told_of_what_is_not_theirs_that_it_is_not_there() throws Exception {
		registered("msg_program_fan");
		signedIn("msg_program_engineer", Role.ENGINEER);
		registered("msg_stranger");
		Browser engineer = program("msg_program_engineer");
		Browser fan = program("msg_program_fan");
		engineer.with("Idempotency-Key", "msg-1");
		Callable<HttpResponse<String>> send = () -> engineer.json("POST", "/api/v1/conversations",
				"{\"to\": [\"msg_program_fan\"], \"body\": \"One of eight\"}");
		Set<String> made = World.atOnce(8, Collections.nCopies(8, send))
			.stream()
			.filter((answer) -> answer.statusCode() == 201)
			.map(MessagePagesTests::location)
			.collect(Collectors.toSet());
		assertThat(made).hasSize(1);
		String list = fan.open("/api/v1/conversations").body();
		assertThat(JsonPath.<List<Integer>>read(list, "$.items[*].unread")).containsExactly(1);
		String id = JsonPath.read(list, "$.items[0].id").toString();
		String messages = "/api/v1/conversations/" + id + "/messages";
		assertThat(fan.json("POST", messages, "{\"body\": \"Answer\"}").statusCode()).isEqualTo(201);
		assertThat(JsonPath.<List<String>>read(fan.open(messages).body(), "$.items[*].body")).containsExactly("Answer",
				"One of eight");
		for (Browser other : List.of(program("msg_stranger"), program(ADMIN))) {
			assertThat(other.open(messages).statusCode()).isEqualTo(404);
			assertThat(other.json("POST", messages, "{\"body\": \"x\"}").statusCode()).isEqualTo(404);
			assertThat(other.json("DELETE", "/api/v1/conversations/" + id, "").statusCode()).isEqualTo(404);
			assertThat(other.json("PUT", "/api/v1/conversations/" + id + "/read", "").statusCode()).isEqualTo(404);
			assertThat(other.open("/api/v1/conversations").body()).doesNotContain("One of eight");
		}
		assertThat(browser().open("/api/v1/conversations").statusCode()).isEqualTo(401);
		assertThat(browser().open(messages).statusCode()).isEqualTo(401);
		assertThat(fan.json("PUT", "/api/v1/conversations/" + id + "/mute", "").statusCode()).isEqualTo(204);
		assertThat(fan.json("DELETE", "/api/v1/conversations/" + id + "/mute", "").statusCode()).isEqualTo(204);
		assertThat(fan.json("DELETE", "/api/v1/conversations/" + id, "").statusCode()).isEqualTo(204);
		assertThat(fan.json("DELETE", "/api/v1/conversations/" + id, "").statusCode()).isEqualTo(204);
		assertThat(fan.open(messages).statusCode()).isEqualTo(404);
		HttpResponse<String> alone = engineer.with("Idempotency-Key", "msg-2")
			.json("POST", messages, "{\"body\": \"x\"}");
		assertThat(alone.statusCode()).isEqualTo(422);
	}

	@Test
	void a_reported_message_is_a_moderator_s_to_decide_and_is_in_no_log() {
		Browser fan = registered("msg_reporter");
		signedIn("msg_rude_engineer", Role.ENGINEER);
		Browser moderator = signedIn("msg_zhou", Role.MODERATOR);
		Browser other = signedIn("msg_wu", Role.MODERATOR);
		Browser rude = program("msg_rude_engineer");
		String talk = start(rude, "msg_reporter", "msgharmless words");
		rude.json("POST", "/api/v1/conversations/" + talk + "/messages", "{\"body\": \"msgrude words\"}");
		String page = fan.open("/messages/" + talk).body();
		String bad = page.replaceAll("(?s).*id=\"message-([0-9]+)\".*", "$1");
		String form = "/messages/" + talk + "/report/" + bad;
		assertThat(fan.open(form).body()).contains("msgrude words", "_once").doesNotContain("msgharmless");
		assertThat(fan.submit(form, "reason", "OTHER", "note", "").body()).contains("note-error");
		assertThat(location(fan.submit(form, "reason", "ABUSE", "note", ""))).endsWith(form);
		assertThat(fan.open(form).body()).contains("You have reported this");
		assertThat(fan.open("/moderation/messages").statusCode()).isEqualTo(403);
		assertThat(browser().open("/moderation/messages").statusCode()).isIn(302, 303);
		assertThat(moderator.open("/moderation").body()).contains("/moderation/messages", "Reported messages:");
		assertThat(moderator.open("/moderation/messages").body()).contains("msgrude words")
			.doesNotContain("msgharmless");
		long review = this.jdbc.sql("select id from message_reviews where message_id = ?")
			.param(Long.valueOf(bad))
			.query(Long.class)
			.single();
		String item = "/moderation/messages/" + review;
		other.open(item);
		assertThat(moderator.open(item).body()).contains("msgrude words", "msg_reporter")
			.doesNotContain("msgharmless", "/messages/" + talk, "Decide again");
		assertThat(moderator.submit(item, "decision", "HIDE", "reason", "").statusCode()).isEqualTo(422);
		assertThat(location(moderator.submit(item, "decision", "HIDE", "reason", "Too rude", "_once", "k")))
			.endsWith(item);
		assertThat(location(moderator.submit(item, "decision", "HIDE", "reason", "Too rude", "_once", "k")))
			.endsWith(item);
		HttpResponse<String> late = other.submit(item, "decision", "KEEP", "reason", "Fine", "_once", "l");
		assertThat(late.statusCode()).isEqualTo(409);
		assertThat(late.body()).contains("msg_zhou", "Too rude");
		assertThat(fan.open("/messages/" + talk).body()).contains("took this message away")
			.doesNotContain("msgrude words");
		for (String log : List.of("/moderation/log", "/api/v1/moderation/log")) {
			assertThat(moderator.open(log).body()).doesNotContain("Too rude", "msgrude");
		}
		Awaitility.await()
			.atMost(Duration.ofSeconds(20))
			.until(() -> fan.open("/notifications").body().contains("href=\"/reports/messages\""));
		assertThat(fan.open("/reports/messages").body()).contains("Insults", "You were right", "Too rude")
			.doesNotContain("msgrude");
		assertThat(other.open("/reports/messages").body()).contains("not reported anything");
		assertThat(moderator.open(item).body()).contains(item + "/reopen");
		assertThat(fan.submit(item + "/reopen", "_once", "r").statusCode()).isEqualTo(403);
		for (int i = 0; i < 2; i++) {
			assertThat(location(moderator.submit(item + "/reopen", "_once", "r"))).endsWith(item);
		}
		assertThat(fan.open("/reports/messages").body()).contains("A moderator will look at it")
			.doesNotContain("Too rude");
		assertThat(other.open(item).body()).contains("name=\"decision\"");
		assertThat(location(other.submit(item, "decision", "HIDE", "reason", "Still rude", "_once", "n")))
			.endsWith(item);
		moderator.open(item);
		moderator.submit(item + "/show", "_once", "m");
		assertThat(fan.open("/messages/" + talk).body()).contains("msgrude words");
	}

	@Test
	void a_word_that_may_be_posted_nowhere_is_not_sent_in_private_either() {
		Browser admin = admin();
		admin.open("/admin/moderation");
		admin.submit("/admin/moderation/words", "word", "msgforbidden", "act", "BLOCK");
		registered("msg_spammer");
		signedIn("msg_words_engineer", Role.ENGINEER);
		String talk = start(program("msg_words_engineer"), "msg_spammer", "Hello");
		HttpResponse<String> answer = program("msg_spammer").json("POST", "/api/v1/conversations/" + talk + "/messages",
				"{\"body\": \"Buy MsgForbidden now\"}");
		assertThat(answer.statusCode()).isEqualTo(422);
		assertThat(answer.body()).contains("MsgForbidden");
	}

}
