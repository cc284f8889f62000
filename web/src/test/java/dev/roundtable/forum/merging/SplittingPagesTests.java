package dev.roundtable.forum.merging;

import java.net.http.HttpResponse;

import com.jayway.jsonpath.JsonPath;
import dev.roundtable.Browser;
import dev.roundtable.RoundtableTest;
import dev.roundtable.people.Role;
import dev.roundtable.signin.Registration;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

class SplittingPagesTests extends RoundtableTest {

	@Autowired
	private Registration registration;

	private Browser program(String name) {
		String made = browser().withBasic(name, PASSWORD)
			.json("POST", "/api/v1/tokens", "{\"name\": \"splitting\"}")
			.body();
		return browser().with("Authorization", "Bearer " + JsonPath.read(made, "$.token"));
	}

	private int topic(Browser program, String title) {
		HttpResponse<String> made = program.json("POST", "/api/v1/topics", """
				{"board": "splitting", "kind": "discussion", "title": "%s", "body": "Splitfirst"}""".formatted(title));
		int id = JsonPath.read(made.body(), "$.id");
		for (String body : new String[] { "Splittwo", "Splitthree", "Splitfour" }) {
			program.json("POST", "/api/v1/topics/" + id + "/posts", "{\"body\": \"" + body + "\"}");
		}
		return id;
	}

	private static String location(HttpResponse<String> answer) {
		return answer.headers().firstValue("Location").orElse("none: " + answer.statusCode());
	}

	@Test
	void a_moderator_splits_off_floors_readers_are_led_there_and_she_puts_them_back() {
		this.registration.create("splitzhou", PASSWORD, Role.MODERATOR);
		Browser fan = registered("splitfan");
		Browser zhou = browser();
		zhou.open("/sign-in");
		zhou.submit("/sign-in", "name", "splitzhou", "password", PASSWORD);
		program(ADMIN).json("POST", "/api/v1/boards", "{\"slug\": \"splitting\", \"name\": \"Splitting\"}");
		int from = topic(program("splitfan"), "Splitsound");
		String form = "/topics/" + from + "/split";
		Browser reader = browser();
		assertThat(reader.open("/t/" + from + "/splitsound").body()).contains("Splitthree").doesNotContain("/split\"");
		assertThat(fan.open(form).statusCode()).isEqualTo(403);
		String page = zhou.open("/t/" + from + "/splitsound").body();
		String post = page.replaceAll("(?s).*(/posts/[0-9]+/split)\".*", "$1");
		assertThat(zhou.open(post).body()).containsPattern("name=\"floor\" value=\"4\" checked")
			.contains(">Splitfour<")
			.doesNotContain(">Splitthree<");
		HttpResponse<String> wrong = zhou.submit(form, "floor", "3", "more", "x", "title", "Kept title", "kind",
				"DISCUSSION", "reason", "kept words");
		assertThat(wrong.statusCode()).isEqualTo(422);
		assertThat(wrong.body()).contains("floors-error", "kept words", "Kept title", "value=\"3\" checked");
		String made = "";
		for (int i = 0; i < 2; i++) {
			String next = location(zhou.submit(form, "floor", "3", "more", "4", "title", "Splitscreen", "kind",
					"DISCUSSION", "reason", "Another thing", "_once", "k"));
			assertThat(next).isEqualTo(made.isEmpty() ? next : made).endsWith("/splitscreen");
			made = next;
		}
		assertThat(reader.open(made).body()).contains("Splitthree", "Splitfour", "until splitzhou split them off");
		assertThat(reader.open("/t/" + from + "/splitsound").body()).contains("Splittwo", "floors 3, 4")
			.doesNotContain("Splitthree");
		String id = made.replaceAll(".*/t/([0-9]+)/.*", "$1");
		assertThat(location(reader.open("/t/" + from + "?floor=4"))).endsWith("/t/" + id + "?floor=2");
		assertThat(fan.open("/t/" + from + "/splitsound").body()).as("whose links stand beside them")
			.contains("floors 3, 4");
		assertThat(zhou.open(form).body()).contains("/topics/" + id + "/unsplit");
		assertThat(location(zhou.submit("/topics/" + id + "/unsplit", "_once", "u"))).endsWith("/splitsound");
		assertThat(location(reader.open(made))).endsWith("/t/" + from + "?floor=3");
		assertThat(reader.open("/t/" + from + "/splitsound").body()).contains("Splitthree").doesNotContain("floors 3");
	}

	private static int replies(Browser program, int topic) {
		return JsonPath.read(program.open("/api/v1/topics/" + topic).body(), "$.replies");
	}

	@Test
	void a_program_splits_and_puts_back() {
		program(ADMIN).json("POST", "/api/v1/boards", "{\"slug\": \"splitting\", \"name\": \"Splitting\"}");
		Browser program = program(ADMIN);
		int from = topic(program, "By program");
		String wanted = "{\"floors\": \"2-3\", \"title\": \"Apart\", \"kind\": \"question\", \"reason\": \"Because\"}";
		HttpResponse<String> made = program.json("POST", "/api/v1/topics/" + from + "/splits", wanted);
		assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
		int id = JsonPath.read(made.body(), "$.id");
		assertThat(replies(program, from)).as("of three, two were split off").isOne();
		assertThat(replies(program, id)).as("one of the two is its first floor").isOne();
		assertThat(program.json("POST", "/api/v1/topics/" + from + "/splits", wanted).statusCode()).isEqualTo(422);
		assertThat(program.json("DELETE", "/api/v1/topics/" + id + "/split", "").statusCode()).isEqualTo(204);
		assertThat(replies(program, from)).isEqualTo(3);
		assertThat(program.json("DELETE", "/api/v1/topics/" + from + "/split", "").statusCode()).isEqualTo(404);
		assertThat(browser().json("POST", "/api/v1/topics/" + from + "/splits", wanted).statusCode()).isEqualTo(401);
	}

}
