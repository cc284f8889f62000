package dev.roundtable.forum.merging;

import java.net.http.HttpResponse;
import java.time.Duration;

import com.jayway.jsonpath.JsonPath;
import dev.roundtable.Browser;
import dev.roundtable.RoundtableTest;
import dev.roundtable.forum.TopicId;
import dev.roundtable.http.OnceKey;
import dev.roundtable.people.AccountId;
import dev.roundtable.people.Role;
import dev.roundtable.people.Viewer;
import dev.roundtable.signin.Registration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

class MergingPagesTests extends RoundtableTest {

	@Autowired
	private Registration registration;

	@Autowired
	private Merging merging;

	private Browser program(String name) {
		String made = browser().withBasic(name, PASSWORD)
			.json("POST", "/api/v1/tokens", "{\"name\": \"merging\"}")
			.body();
		return browser().with("Authorization", "Bearer " + JsonPath.read(made, "$.token"));
	}

	private static int topic(Browser program, String title) {
		HttpResponse<String> made = program.json("POST", "/api/v1/topics", """
				{"board": "merging", "kind": "discussion", "title": "%s", "body": "Text of %s"}""".formatted(title,
				title));
		assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
		return JsonPath.read(made.body(), "$.id");
	}

	private static String location(HttpResponse<String> answer) {
		return answer.headers().firstValue("Location").orElse("none: " + answer.statusCode());
	}

	@Test
	void a_program_is_led_from_a_merged_topic_to_the_one_in_which_it_stands_if_it_may_read_that() {
		program(ADMIN).json("POST", "/api/v1/boards", "{\"slug\": \"merging\", \"name\": \"Merging\"}");
		registered("mergereader");
		int into = topic(program(ADMIN), "Apikept");
		int one = topic(program("mergereader"), "Apidoubled");
		AccountId zhou = this.registration.create("mergeapizhou", PASSWORD, Role.MODERATOR);
		this.merging.merge(new Viewer(zhou, "mergeapizhou", Role.MODERATOR), OnceKey.NONE, TopicId.of(one),
				TopicId.of(into), null, "The same");
		for (String more : new String[] { "", "/posts" }) {
			HttpResponse<String> led = browser().open("/api/v1/topics/" + one + more);
			assertThat(led.statusCode()).isEqualTo(308);
			assertThat(location(led)).endsWith("/api/v1/topics/" + into + more);
		}
		program(ADMIN).json("PATCH", "/api/v1/boards/merging", "{\"readers\": \"team\"}");
		assertThat(browser().open("/api/v1/topics/" + one).statusCode()).isEqualTo(404);
		assertThat(browser().open("/api/v1/topics/" + one + "/posts").statusCode()).isEqualTo(404);
		program(ADMIN).json("PATCH", "/api/v1/boards/merging", "{\"readers\": \"everyone\"}");
	}

	@Test
	void a_moderator_merges_a_topic_old_addresses_lead_on_and_she_takes_it_apart_again() {
		this.registration.create("mergezhou", PASSWORD, Role.MODERATOR);
		Browser fan = registered("mergefan");
		Browser zhou = browser();
		zhou.open("/sign-in");
		zhou.submit("/sign-in", "name", "mergezhou", "password", PASSWORD);
		program(ADMIN).json("POST", "/api/v1/boards", "{\"slug\": \"merging\", \"name\": \"Merging\"}");
		int into = topic(program(ADMIN), "Mergekept");
		int one = topic(program("mergefan"), "Mergedoubled");
		String form = "/topics/" + one + "/merge";
		Browser reader = browser();
		assertThat(reader.open("/t/" + one + "/mergedoubled").body()).contains("Text of Mergedoubled")
			.doesNotContain(form);
		assertThat(reader.open("/b/merging").body()).contains("Mergedoubled");
		assertThat(fan.open(form).statusCode()).isEqualTo(403);
		assertThat(reader.open(form).statusCode()).isIn(302, 303);
		assertThat(zhou.open("/t/" + one + "/mergedoubled").body()).contains(form);
		assertThat(zhou.open(form).body()).doesNotContain("name=\"into\"");
		assertThat(zhou.open(form + "?find=" + one).body()).contains("No topic was found")
			.doesNotContain("name=\"into\"");
		assertThat(zhou.open(form + "?find=mergeKEP").body()).contains("Text of Mergekept");
		assertThat(zhou.open(form + "?find=merge%25kept").body()).contains("No topic was found");
		String page = zhou.open(form + "?find=%2Ft%2F" + into + "%2Fx").body();
		assertThat(page).contains("Mergekept", "Text of Mergekept", "name=\"into\" required value=\"" + into);
		String version = page.replaceAll("(?s).*name=\"version\" value=\"([0-9]+)\".*", "$1");
		HttpResponse<String> wrong = zhou.submit(form, "into", "nowhere", "reason", "kept words", "version", version);
		assertThat(wrong.statusCode()).isEqualTo(422);
		assertThat(wrong.body()).contains("into-error", "kept words", "nowhere");
		HttpResponse<String> stale = zhou.submit(form, "into", "" + into, "reason", "kept words", "version", "99");
		assertThat(stale.statusCode()).isEqualTo(409);
		assertThat(stale.body()).contains("changed meanwhile", "kept words");
		for (int i = 0; i < 2; i++) {
			assertThat(location(zhou.submit(form, "into", "/t/" + into + "/mergekept", "reason", "The same thing",
					"version", version, "_once", "k")))
				.endsWith("/t/" + into + "?floor=2");
		}
		assertThat(location(reader.open("/t/" + one + "/mergedoubled"))).endsWith("/t/" + into + "?floor=2");
		assertThat(location(reader.open("/t/" + one))).endsWith("/t/" + into + "?floor=2");
		assertThat(location(fan.open("/t/" + one + "/x?floor=1"))).endsWith("/t/" + into + "?floor=2");
		assertThat(location(reader.open("/t/" + into + "?floor=2"))).endsWith("/mergekept#floor-2");
		assertThat(reader.open("/t/" + into + "/mergekept").body()).contains("Text of Mergedoubled",
				"the topic “Mergedoubled”, merged by mergezhou. The same thing");
		assertThat(reader.open("/b/merging").body()).doesNotContain(">Mergedoubled<");
		assertThat(reader.open("/t/987654321").statusCode()).isEqualTo(404);
		Awaitility.await()
			.atMost(Duration.ofSeconds(20))
			.until(() -> fan.open("/notifications").body().contains("A moderator merged your topic into"));
		Awaitility.await()
			.atMost(Duration.ofSeconds(20))
			.until(() -> reader.open("/moderation/log?kind=merged").body().contains("The same thing"));
		assertThat(zhou.open("/topics/" + into + "/merge").body()).contains("Mergedoubled", "/topics/" + one + "/part");
		assertThat(location(zhou.submit("/topics/" + one + "/part", "_once", "p"))).contains("/t/" + one + "/");
		zhou.submit("/topics/" + one + "/part", "_once", "p");
		assertThat(reader.open("/t/" + one + "/mergedoubled").body()).contains("Text of Mergedoubled");
		assertThat(reader.open("/t/" + into + "/mergekept").body()).doesNotContain("Text of Mergedoubled");
		Browser program = program("mergezhou");
		String merged = "/api/v1/topics/" + one + "/merged";
		assertThat(program("mergefan").json("PUT", merged, "{\"into\": %d, \"reason\": \"x\"}".formatted(into))
			.statusCode()).isEqualTo(403);
		assertThat(program.json("PUT", merged, "{\"into\": %d, \"reason\": \"x\"}".formatted(into)).statusCode())
			.isEqualTo(204);
		assertThat(reader.open("/api/v1/topics/" + one).statusCode()).isEqualTo(308);
		assertThat(program.json("DELETE", merged, "").statusCode()).isEqualTo(204);
		assertThat(reader.open("/api/v1/topics/" + one).statusCode()).isEqualTo(200);
	}

}
