package dev.roundtable.notifications;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.jayway.jsonpath.JsonPath;
import dev.roundtable.Browser;
import dev.roundtable.RoundtableTest;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class NotificationPagesTests extends RoundtableTest {

	@Test
	void a_fan_sees_at_the_bell_that_somebody_replied_and_reads_it_there() {
		Browser author = registered("told_author");
		Browser other = registered("told_other");
		String topic = topicOf("told_author", "The bell rings");
		String path = topic.substring(0, topic.indexOf('/', 3));
		other.open(topic);
		assertThat(other.submit(path + "/replies", "body", "Ring", "_once", "ring").statusCode()).isEqualTo(302);
		Awaitility.await()
			.atMost(Duration.ofSeconds(20))
			.until(() -> author.open("/notifications/unread").body().equals("{\"unread\":1}"));
		String page = author.open("/notifications").body();
		assertThat(page).contains("told_other replied in", "The bell rings", topic + "#floor-2", ">1</b>");
		assertThat(author.open(topic).body()).contains("data-seen");
		assertThat(author.submit(path + "/seen", "first", "1", "last", "2").statusCode()).isEqualTo(302);
		assertThat(author.open("/notifications/unread").body()).isEqualTo("{\"unread\":0}");
		assertThat(author.open(topic).body()).doesNotContain("data-seen");
		assertThat(author.open("/notifications?show=all").body()).contains("told_other replied in");
	}

	@Test
	void a_program_follows_is_told_and_marks_as_read_what_is_its_own_alone() {
		registered("api_follower");
		registered("api_writer");
		Browser follower = program("api_follower");
		Browser writer = program("api_writer");
		String topic = topicOf("api_writer", "Followed by a program");
		String id = topic.split("/")[2];
		assertThat(follower.json("PUT", "/api/v1/topics/" + id + "/follow", "").statusCode()).isEqualTo(204);
		assertThat(follower.json("PUT", "/api/v1/topics/" + id + "/follow", "").statusCode()).isEqualTo(204);
		assertThat(follower.json("PUT", "/api/v1/topics/987654321/follow", "").statusCode()).isEqualTo(404);
		writer.json("POST", "/api/v1/topics/" + id + "/posts", "{\"body\": \"News\"}");
		Awaitility.await()
			.atMost(Duration.ofSeconds(20))
			.until(() -> follower.open("/api/v1/notifications?unread=true").body().contains("\"kind\":\"reply\""));
		String list = follower.open("/api/v1/notifications").body();
		int told = JsonPath.read(list, "$.items[0].id");
		assertThat(JsonPath.<String>read(list, "$.items[0].url")).endsWith("#floor-2");
		String read = "/api/v1/notifications/" + told + "/read";
		assertThat(writer.json("PUT", read, "").statusCode()).isEqualTo(404);
		assertThat(follower.json("PUT", read, "").statusCode()).isEqualTo(204);
		assertThat(follower.json("PUT", read, "").statusCode()).isEqualTo(204);
		assertThat(follower.open("/api/v1/notifications?unread=true").body()).contains("\"items\":[]");
		assertThat(follower.open("/api/v1/notifications?cursor=garbage").statusCode()).isEqualTo(422);
		assertThat(browser().open("/api/v1/notifications").statusCode()).isEqualTo(401);
		assertThat(browser().open("/notifications").statusCode()).isEqualTo(303);
	}

	@Test
	void the_buttons_of_a_topic_say_what_was_chosen() {
		Browser fan = registered("choosing_fan");
		String topic = topicOf("choosing_fan", "To be chosen");
		String path = topic.substring(0, topic.indexOf('/', 3));
		fan.open(topic);
		assertThat(fan.submit(path + "/mute").statusCode()).isEqualTo(302);
		assertThat(fan.open(topic).body()).contains(">Muted<", ">Follow<");
		assertThat(fan.submit(path + "/follow").statusCode()).isEqualTo(302);
		assertThat(fan.open(topic).body()).contains(">Following<", ">Mute<");
		assertThat(fan.submit(path + "/unfollow").statusCode()).isEqualTo(302);
		assertThat(fan.open(topic).body()).contains(">Follow<", ">Mute<");
		assertThat(browser().open(topic).body()).doesNotContain("id=\"follow\"", "data-bell");
	}

	@Test
	void who_does_not_want_replies_is_told_of_mentions_alone() {
		Browser fan = registered("choosy_reader");
		String topic = topicOf("choosy_reader", "Mentions alone");
		String id = topic.split("/")[2];
		fan.open("/settings/notifications");
		assertThat(fan.submit("/settings/notifications", "kinds", "MENTION", "_once", "choosy").statusCode())
			.isEqualTo(302);
		assertThat(fan.open("/settings/notifications").body()).containsPattern("value=\"MENTION\" checked")
			.doesNotContainPattern("value=\"REPLY\" checked");
		registered("choosy_writer");
		Browser writer = program("choosy_writer");
		writer.json("POST", "/api/v1/topics/" + id + "/posts", "{\"body\": \"A reply\"}");
		writer.json("POST", "/api/v1/topics/" + id + "/posts", "{\"body\": \"For @choosy_reader\"}");
		Awaitility.await()
			.atMost(Duration.ofSeconds(20))
			.until(() -> fan.open("/notifications/unread").body().equals("{\"unread\":1}"));
		assertThat(fan.open("/notifications").body()).contains("choosy_writer mentioned you in")
			.doesNotContain("replied in");
	}

	@Test
	void of_two_open_forms_the_second_takes_back_nothing_that_the_first_said() {
		Browser fan = registered("two_forms_fan");
		String form = fan.open("/settings/notifications").body();
		List<String> shown = new ArrayList<>();
		Matcher was = Pattern.compile("name=\"was\\.(\\w+)\" value=\"([^\"]+)\"").matcher(form);
		while (was.find()) {
			shown.addAll(List.of("was." + was.group(1), was.group(2)));
			shown.addAll(List.of("kinds", was.group(1), "push", was.group(1)));
		}
		assertThat(shown).hasSize(Kind.values().length * 6);
		saves(fan, shown, "mail.REPLY", "WEEKLY");
		saves(fan, shown, "mail.MENTION", "WEEKLY");
		assertThat(mailOf(fan, "REPLY")).isEqualTo("WEEKLY");
		assertThat(mailOf(fan, "MENTION")).isEqualTo("WEEKLY");
	}

	private static void saves(Browser fan, List<String> shown, String field, String value) {
		List<String> fields = new ArrayList<>(shown);
		fields.addAll(List.of(field, value, "_once", field));
		assertThat(fan.submit("/settings/notifications", fields.toArray(String[]::new)).statusCode()).isEqualTo(302);
	}

	private static String mailOf(Browser fan, String kind) {
		Matcher said = Pattern.compile("(?s)name=\"mail." + kind + "\">.*?value=\"(\\w+)\" selected")
			.matcher(fan.open("/settings/notifications").body());
		assertThat(said.find()).isTrue();
		return said.group(1);
	}

	@Test
	void a_fan_blocks_somebody_whose_floors_are_then_folded_away_for_her_alone() {
		Browser fan = registered("blocking_fan");
		registered("blocked_fan");
		String topic = topicOf("blocking_fan", "Folded away");
		program("blocked_fan").json("POST", "/api/v1/topics/" + topic.split("/")[2] + "/posts",
				"{\"body\": \"Noise\"}");
		assertThat(fan.open("/u/blocked_fan").body()).contains(">Follow<", ">Mute<", ">Block<");
		assertThat(fan.submit("/u/blocked_fan/block").statusCode()).isEqualTo(302);
		assertThat(fan.open("/u/blocked_fan").body()).contains(">Blocked<", "folded away");
		assertThat(fan.open(topic).body()).containsPattern("(?s)<summary>Floor 2 is by blocked_fan, whom you block"
				+ "</summary>\\s*<article[^>]*id=\"floor-2\".*?Noise.*?</article>\\s*</details>");
		assertThat(registered("unblocking_fan").open(topic).body()).contains("Noise")
			.doesNotContain("class=\"folded\"");
		String other = topicOf("blocked_fan", "Noise in a list");
		assertThat(fan.open("/b/told?sort=new").body())
			.containsPattern("<summary>By blocked_fan, whom you block</summary>\\s*<h3><a href=\"" + other);
		assertThat(browser().open("/b/told?sort=new").body()).contains("Noise in a list")
			.doesNotContain("whom you block");
		assertThat(fan.open("/settings/notifications").body()).contains("blocked_fan", ">Blocked<");
		Number id = this.jdbc.sql("select id from accounts where name = 'blocked_fan'").query(Long.class).single();
		assertThat(fan.submit("/settings/notifications/undo", "what", "person-" + id).statusCode()).isEqualTo(302);
		assertThat(fan.open(topic).body()).doesNotContain("class=\"folded\"");
		assertThat(fan.open("/u/blocking_fan").body()).doesNotContain(">Block<");
		assertThat(browser().open("/u/blocked_fan").body()).doesNotContain(">Block<");
	}

	@Test
	void a_program_is_told_which_topics_floors_and_hits_are_of_whom_its_fan_blocks() {
		registered("program_that_blocks");
		registered("noisy_program");
		registered("other_program");
		Browser fan = program("program_that_blocks");
		String noise = topicOf("noisy_program", "Noise for programs", "bug").split("/")[2];
		String words = topicOf("other_program", "Words for programs").split("/")[2];
		program("other_program").json("POST", "/api/v1/topics/" + noise + "/posts", "{\"body\": \"Fine\"}");
		long task = this.jdbc.sql("select number from task_facts where title = 'Noise for programs'")
			.query(Long.class)
			.single();
		assertThat(fan.json("PUT", "/api/v1/people/noisy_program/block", "").statusCode()).isEqualTo(204);
		for (Browser reader : List.of(fan, program("other_program"), browser())) {
			boolean hers = reader == fan;
			String list = reader.open("/api/v1/topics?board=told&sort=new").body();
			assertThat(blocked(list, "$.items[?(@.id == " + noise + ")].blocked")).containsExactly(hers);
			assertThat(blocked(list, "$.items[?(@.id == " + words + ")].blocked")).containsExactly(false);
			assertThat(reader.open("/api/v1/topics/" + noise).body()).contains("\"blocked\":" + hers);
			assertThat(reader.open("/api/v1/topics/" + words).body()).contains("\"blocked\":false");
			assertThat(blocked(reader.open("/api/v1/topics/" + noise + "/posts").body(), "$.items[*].blocked"))
				.containsExactly(hers, false);
			assertThat(blocked(reader.open("/api/v1/search?q=%23" + task).body(),
					"$.items[?(@.title == 'Noise for programs')].blocked"))
				.isNotEmpty()
				.containsOnly(hers);
		}
	}

	private static List<Boolean> blocked(String answer, String path) {
		return JsonPath.read(answer, path);
	}

	@Test
	void a_board_and_a_tag_are_followed_on_their_pages_and_by_programs() {
		Browser fan = registered("source_fan");
		registered("source_writer");
		topicOf("source_writer", "On a board");
		Browser program = program("source_fan");
		for (String place : List.of("/b/told", "/tags/c%23")) {
			assertThat(fan.open(place).body()).contains(">Follow<", ">Mute<");
			assertThat(fan.submit(place + "/follow").headers().firstValue("Location").orElse("")).endsWith(place);
			assertThat(fan.open(place).body()).contains(">Following<");
			assertThat(fan.submit(place + "/off").statusCode()).isEqualTo(302);
			assertThat(fan.open(place).body()).contains(">Follow<");
			assertThat(browser().open(place).body()).doesNotContain("id=\"follow\"");
			String api = "/api/v1" + place.replace("/b/", "/boards/") + "/mute";
			assertThat(browser().json("PUT", api, "").statusCode()).isEqualTo(401);
			assertThat(program.json("PUT", api, "").statusCode()).isEqualTo(204);
			assertThat(fan.open(place).body()).contains(">Muted<");
			assertThat(program.json("DELETE", api, "").statusCode()).isEqualTo(204);
			assertThat(fan.open(place).body()).contains(">Mute<");
		}
		assertThat(program.json("PUT", "/api/v1/people/source_writer/block", "").statusCode()).isEqualTo(204);
		assertThat(program.json("PUT", "/api/v1/people/source_fan/block", "").statusCode()).isEqualTo(422);
		assertThat(program.json("PUT", "/api/v1/people/nobody.at.all/block", "").statusCode()).isEqualTo(404);
		assertThat(program.json("DELETE", "/api/v1/people/source_writer/block", "").statusCode()).isEqualTo(204);
	}

	@Test
	void a_tag_has_a_page_with_its_topics() {
		registered("source_of_tags");
		topicOf("source_of_tags", "Untagged topic");
		program("source_of_tags").json("POST", "/api/v1/topics", """
				{"board": "told", "kind": "idea", "title": "Tagged topic", "body": "Text", "tags": ["Only.Here"]}""");
		assertThat(browser().open("/tags/only.here").body()).contains("Tagged topic").doesNotContain("Untagged");
		assertThat(browser().open("/tags/Only.Here").headers().firstValue("Location").orElse(""))
			.endsWith("/tags/only.here");
		assertThat(browser().open("/tags/a%20b").statusCode()).isEqualTo(404);
	}

	private Browser program(String name) {
		String made = browser().withBasic(name, PASSWORD).json("POST", "/api/v1/tokens", "{\"name\":\"x\"}").body();
		return browser().with("Authorization", "Bearer " + JsonPath.read(made, "$.token"));
	}

	private String topicOf(String name, String title) {
		return topicOf(name, title, "discussion");
	}

	private String topicOf(String name, String title, String kind) {
		program(ADMIN).json("POST", "/api/v1/boards", "{\"slug\": \"told\", \"name\": \"Told\"}");
		return JsonPath.read(program(name).json("POST", "/api/v1/topics", """
				{"board": "told", "kind": "%s", "title": "%s", "body": "Text"}""".formatted(kind, title)).body(),
				"$.url");
	}

}
