package dev.roundtable.moderation;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import com.jayway.jsonpath.JsonPath;
import dev.roundtable.Browser;
import dev.roundtable.RoundtableTest;
import dev.roundtable.people.Role;
import dev.roundtable.signin.Registration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.web.util.UriComponentsBuilder;

import static org.assertj.core.api.Assertions.assertThat;

/** Reporting, deciding and the log, on pages and for programs. */
class ModerationPagesTests extends RoundtableTest {

	@Autowired
	private Registration registration;

	private Browser program(String name) {
		String made = browser().withBasic(name, PASSWORD)
			.json("POST", "/api/v1/tokens", "{\"name\": \"moderation\"}")
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

	/**
	 * @return the address of its second floor's post
	 */
	private long reply(String board, String author, String words) {
		Browser admin = program(ADMIN);
		admin.json("POST", "/api/v1/boards", "{\"slug\": \"" + board + "\", \"name\": \"Board\"}");
		long topic = id(admin.json("POST", "/api/v1/topics", "{\"board\": \"" + board
				+ "\", \"kind\": \"discussion\", \"title\": \"Talk on " + board + "\", \"body\": \"Text\"}"));
		return id(program(author).json("POST", "/api/v1/topics/" + topic + "/posts", "{\"body\": \"" + words + "\"}"));
	}

	private static long id(HttpResponse<String> answer) {
		return JsonPath.<Number>read(answer.body(), "$.id").longValue();
	}

	@Test
	void a_program_of_an_administrator_keeps_the_list_of_words_and_no_other_does() {
		registered("wordless_fan");
		signedIn("zhou_keeps_no_words", Role.MODERATOR);
		Browser admin = program(ADMIN);
		String words = "/api/v1/moderation/words";
		assertThat(browser().open(words).statusCode()).isEqualTo(401);
		for (String other : List.of("wordless_fan", "zhou_keeps_no_words")) {
			Browser program = program(other);
			assertThat(program.open(words).statusCode()).isEqualTo(403);
			assertThat(program.json("POST", words, "{\"word\": \"x\", \"act\": \"block\"}").statusCode())
				.isEqualTo(403);
			assertThat(program.json("DELETE", words + "/1", "").statusCode()).isEqualTo(403);
		}
		assertThat(admin.json("POST", words, "{\"word\": \"zlistedz\"}").statusCode()).isEqualTo(422);
		HttpResponse<String> made = admin.json("POST", words, "{\"word\": \"zlistedz\", \"act\": \"block\"}");
		assertThat(made.statusCode()).isEqualTo(201);
		assertThat(admin.open(words).body())
			.contains("{\"id\":" + id(made) + ",\"word\":\"zlistedz\",\"act\":\"block\"}");
		Browser fan = browser();
		fan.open("/sign-in");
		fan.submit("/sign-in", "name", "wordless_fan", "password", PASSWORD);
		fan.open("/settings/profile");
		HttpResponse<String> refused = fan.submit("/settings/profile", "version", "0", "about", "All of zlistedz",
				"model", "One", "_once", "listed");
		assertThat(refused.statusCode()).isEqualTo(422);
		assertThat(refused.body()).contains("about-error", "All of zlistedz");
		assertThat(admin.json("DELETE", words + "/" + id(made), "").statusCode()).isEqualTo(204);
		assertThat(admin.json("DELETE", words + "/" + id(made), "").statusCode()).isEqualTo(204);
		assertThat(admin.open(words).body()).doesNotContain("zlistedz");
	}

	@Test
	void a_fan_reports_a_moderator_decides_another_is_told_and_everybody_reads_the_log() {
		registered("loud_fan");
		Browser fan = registered("reporting_fan");
		Browser zhou = signedIn("zhou_decides", Role.MODERATOR);
		Browser wu = signedIn("wu_is_late", Role.MODERATOR);
		long post = reply("reported", "loud_fan", "canaryloudwords");
		String form = "/posts/" + post + "/report";
		assertThat(browser().open(form).statusCode()).isIn(302, 303);
		assertThat(fan.open(form).body()).contains("Spam or advertising", "_once");
		HttpResponse<String> without = fan.submit(form, "reason", "OTHER", "note", "");
		assertThat(without.statusCode()).isEqualTo(422);
		assertThat(without.body()).contains("note-error");
		assertThat(fan.submit(form, "reason", "ABUSE", "note", "So rude").statusCode()).isEqualTo(302);
		assertThat(fan.open(form).body()).contains("You have reported this");
		assertThat(fan.open("/moderation").statusCode()).isEqualTo(403);
		assertThat(browser().open("/moderation").statusCode()).isIn(302, 303);
		assertThat(zhou.open("/").body()).contains("wait for a moderator", "class=\"count\"");
		assertThat(fan.open("/").body()).doesNotContain("wait for a moderator", "class=\"count\"");
		assertThat(zhou.open("/moderation").body()).contains("canaryloudwords");
		long item = this.jdbc.sql("select id from review_items where post_id = ?")
			.param(post)
			.query(Long.class)
			.single();
		String address = "/moderation/items/" + item;
		assertThat(zhou.open(address).body()).contains("So rude", "reporting_fan", "first reports", "canaryloudwords")
			.doesNotContain("Decide again");
		wu.open(address);
		HttpResponse<String> empty = zhou.submit(address, "decision", "HIDE", "reason", "");
		assertThat(empty.statusCode()).isEqualTo(422);
		assertThat(empty.body()).contains("reason-error");
		assertThat(zhou.submit(address, "decision", "HIDE", "reason", "Insults").statusCode()).isEqualTo(302);
		HttpResponse<String> late = wu.submit(address, "decision", "KEEP", "reason", "Fine");
		assertThat(late.statusCode()).isEqualTo(409);
		assertThat(late.body()).contains("Somebody else has decided", "zhou_decides decided: Hide. Insults");
		Awaitility.await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
			String log = browser().open("/moderation/log?kind=hid").body();
			assertThat(log).contains("zhou_decides hid", "Insults").doesNotContain("canaryloudwords");
		});
		assertThat(fan.open("/reports").body()).contains("So rude", "You were right", "Insults")
			.doesNotContain("canaryloudwords");
		assertThat(zhou.open("/reports").body()).doesNotContain("So rude");
		Awaitility.await()
			.atMost(Duration.ofSeconds(20))
			.untilAsserted(() -> assertThat(fan.open("/notifications").body())
				.contains("a moderator acted on one of", "href=\"/reports\"")
				.doesNotContain("canaryloudwords"));
		assertThat(browser().open("/moderation/log?kind=deleted").body()).doesNotContain("zhou_decides");
		assertThat(browser().open("/moderation/log?kind=nonsense").statusCode()).isEqualTo(404);
		assertThat(browser().with("Accept-Language", "zh-TW").open("/moderation/log").body()).contains("版務日誌");
		assertThat(browser().open("/api/v1/moderation/log?kind=hid").body()).contains("Insults")
			.doesNotContain("canaryloudwords");
	}

	@Test
	void a_moderator_is_asked_twice_before_everything_of_somebody_goes() {
		registered("fan_to_remove");
		Browser fan = registered("fan_against_spam");
		Browser zhou = signedIn("zhou_removes", Role.MODERATOR);
		long post = reply("removing", "fan_to_remove", "canaryspam");
		fan.open("/posts/" + post + "/report");
		fan.submit("/posts/" + post + "/report", "reason", "SPAM", "note", "");
		String item = "/moderation/items/"
				+ this.jdbc.sql("select id from review_items where post_id = ?").param(post).query(Long.class).single();
		zhou.open(item);
		assertThat(zhou.submit(item, "decision", "REMOVE", "reason", "").statusCode()).isEqualTo(422);
		HttpResponse<String> asked = zhou.submit(item, "decision", "REMOVE", "reason", "Only adverts", "_once", "a");
		assertThat(asked.statusCode()).isEqualTo(200);
		assertThat(asked.body()).contains("Remove everything by fan_to_remove?", "Only adverts", "name=\"sure\"");
		assertThat(zhou.open("/moderation").body()).contains("canaryspam");
		assertThat(zhou.submit(item, "decision", "REMOVE", "reason", "Only adverts", "sure", "true", "_once", "b")
			.statusCode()).isEqualTo(302);
		assertThat(zhou.open(item).body()).contains("zhou_removes decided: Remove the spammer", "Undo it");
	}

	@Test
	void what_most_items_come_to_is_decided_from_the_list_with_one_press() {
		registered("quick_fan");
		Browser fan = registered("quick_reporter");
		Browser zhou = signedIn("zhou_quick", Role.MODERATOR);
		long post = reply("quick", "quick_fan", "canaryquick");
		fan.open("/posts/" + post + "/report");
		fan.submit("/posts/" + post + "/report", "reason", "SPAM", "note", "");
		long item = this.jdbc.sql("select id from review_items where post_id = ?")
			.param(post)
			.query(Long.class)
			.single();
		assertThat(zhou.open("/moderation").body()).contains("canaryquick", "aria-label=\"Hide: Talk on quick #2\"",
				"name=\"decision\" value=\"DELETE\"");
		long own = reply("quick-own", "zhou_quick", "canaryown");
		fan.open("/posts/" + own + "/report");
		fan.submit("/posts/" + own + "/report", "reason", "SPAM", "note", "");
		assertThat(zhou.open("/moderation").body()).as("her own is another's to decide")
			.contains("canaryown")
			.doesNotContain("aria-label=\"Hide: Talk on quick-own #2\"");
		HttpResponse<String> removing = zhou.submit("/moderation/items/" + item, "decision", "REMOVE", "quick", "true");
		assertThat(removing.statusCode()).as("there is no usual reason to remove somebody").isEqualTo(422);
		HttpResponse<String> hidden = zhou.submit("/moderation/items/" + item, "decision", "HIDE", "quick", "true",
				"_once", "quick");
		assertThat(hidden.headers().firstValue("Location")).hasValue("/moderation?done=" + item);
		assertThat(zhou.open("/moderation?done=" + item).body()).contains("Decided: Talk on quick #2")
			.doesNotContain("canaryquick");
		assertThat(zhou.open("/moderation/items/" + item).body())
			.contains("zhou_quick decided: Hide. Not in keeping with the rules of this site");
	}

	@Test
	void a_moderator_is_asked_twice_before_a_whole_wave_goes() {
		registered("wave_fan");
		Browser fan = registered("wave_reporter");
		Browser zhou = signedIn("zhou_wave", Role.MODERATOR);
		long post = reply("wave", "wave_fan", "canarywave");
		fan.open("/posts/" + post + "/report");
		fan.submit("/posts/" + post + "/report", "reason", "SPAM", "note", "");
		String id = this.jdbc.sql("select id from accounts where name = 'wave_fan'").query(String.class).single();
		zhou.open("/moderation/authors");
		String remove = "/moderation/authors/remove";
		assertThat(zhou.submit(remove, "author", id, "reason", "").body()).contains("reason-error");
		HttpResponse<String> asked = zhou.submit(remove, "author", id, "reason", "Only adverts", "_once", "wave");
		assertThat(asked.statusCode()).isEqualTo(200);
		assertThat(asked.body()).contains("Remove everything by these 1 people?", "Only adverts", "name=\"sure\"",
				"name=\"author\" value=\"" + id + "\"", "wave_fan");
		assertThat(zhou.open("/moderation").body()).contains("canarywave");
		assertThat(zhou.submit(remove, "author", id, "reason", "Only adverts", "sure", "true", "_once", "sure")
			.headers()
			.firstValue("Location"))
			.hasValueSatisfying((to) -> assertThat(to).startsWith("/moderation/authors?removed=1&refused=0&after="));
		assertThat(zhou.open("/moderation").body()).doesNotContain("canarywave");
	}

	@Test
	void a_silenced_fan_appeals_a_moderator_answers_and_she_is_told() {
		Browser fan = registered("appealing_fan");
		Browser zhou = signedIn("zhou_hears", Role.MODERATOR);
		assertThat(browser().open("/appeal").statusCode()).isIn(302, 303);
		assertThat(fan.open("/appeal").body()).contains("Nothing holds against you");
		assertThat(fan.open("/moderation/appeals").statusCode()).isEqualTo(403);
		zhou.open("/u/appealing_fan/sanction");
		zhou.submit("/u/appealing_fan/sanction", "kind", "SILENCED", "days", "30", "reason", "Shouting");
		assertThat(fan.open("/").body()).contains("href=\"/appeal\"");
		assertThat(fan.open("/appeal").body()).contains("name=\"text\"");
		assertThat(fan.submit("/appeal", "text", "").body()).contains("text-error");
		assertThat(fan.submit("/appeal", "text", "My caps key was stuck").statusCode()).isEqualTo(302);
		assertThat(fan.open("/appeal").body()).contains("My caps key was stuck", "It waits for a moderator")
			.doesNotContain("name=\"text\"");
		assertThat(zhou.open("/moderation").body()).contains("/moderation/appeals");
		assertThat(zhou.open("/moderation/appeals").body()).contains("appealing_fan", "My caps key was stuck",
				"By zhou_hears: Shouting");
		long id = this.jdbc.sql("select id from appeals where text = 'My caps key was stuck'")
			.query(Long.class)
			.single();
		String decide = "/moderation/appeals/" + id;
		assertThat(fan.submit(decide, "lift", "true", "reason", "Me").statusCode()).isEqualTo(403);
		assertThat(zhou.submit(decide, "lift", "true", "reason", "").body()).contains("reason-error");
		assertThat(zhou.submit(decide, "lift", "true", "reason", "Get a new one").statusCode()).isEqualTo(302);
		assertThat(zhou.submit(decide, "lift", "false", "reason", "Or not").statusCode()).isEqualTo(409);
		assertThat(fan.open("/appeal").body()).contains("It was lifted.", "Get a new one");
		Awaitility.await()
			.atMost(Duration.ofSeconds(20))
			.untilAsserted(() -> assertThat(fan.open("/notifications").body())
				.contains("A moderator read your appeal and lifted it:", "href=\"/appeal\""));
	}

	@Test
	void a_suspended_fan_is_heard_too_although_she_may_do_nothing_else() {
		Browser fan = registered("suspended_and_heard");
		Browser zhou = signedIn("zhou_suspends", Role.MODERATOR);
		zhou.open("/u/suspended_and_heard/sanction");
		zhou.submit("/u/suspended_and_heard/sanction", "kind", "SUSPENDED", "days", "0", "reason", "Adverts");
		assertThat(fan.open("/appeal").body()).contains("name=\"text\"");
		assertThat(fan.submit("/appeal", "text", "Somebody had my password").statusCode()).isEqualTo(302);
		assertThat(fan.open("/appeal").body()).contains("Somebody had my password", "It waits for a moderator");
		assertThat(zhou.open("/moderation/appeals").body()).contains("suspended_and_heard");
	}

	@Test
	void programs_report_and_read_the_queue() {
		registered("loud_program");
		registered("reporting_program");
		signedIn("zhou_program", Role.MODERATOR);
		long post = reply("reported-by-programs", "loud_program", "words");
		Browser fan = program("reporting_program");
		HttpResponse<String> first = fan.json("POST", "/api/v1/posts/" + post + "/reports", "{\"reason\": \"spam\"}");
		assertThat(first.statusCode()).as(first.body()).isEqualTo(201);
		assertThat(id(fan.json("POST", "/api/v1/posts/" + post + "/reports", "{\"reason\": \"It is spam\"}")))
			.isEqualTo(id(first));
		assertThat(fan.json("POST", "/api/v1/posts/" + post + "/reports", "{}").statusCode()).isEqualTo(422);
		assertThat(fan.json("POST", "/api/v1/posts/987654321/reports", "{\"reason\": \"spam\"}").statusCode())
			.isEqualTo(404);
		assertThat(fan.open("/api/v1/moderation/queue").statusCode()).isEqualTo(403);
		assertThat(browser().open("/api/v1/moderation/queue").statusCode()).isEqualTo(401);
		Browser zhou = program("zhou_program");
		String queue = zhou.open("/api/v1/moderation/queue").body();
		List<Integer> items = JsonPath.read(queue, "$.items[?(@.post == " + post + ")].id");
		assertThat(items).hasSize(1);
		String decision = "/api/v1/moderation/queue/" + items.getFirst() + "/decision";
		assertThat(zhou.json("POST", decision, "{\"decision\": \"delete\", \"reason\": \"Spam\"}").statusCode())
			.isEqualTo(204);
		assertThat(zhou.json("POST", decision, "{\"decision\": \"keep\", \"reason\": \"Fine\"}").statusCode())
			.isEqualTo(409);
		assertThat(zhou.open("/api/v1/moderation/queue?cursor=x").statusCode()).isEqualTo(422);
	}

	@Test
	void an_administrator_keeps_the_words_and_a_fan_is_told_which_one_stands_in_her_way() {
		Browser admin = admin();
		assertThat(registered("fan_of_words").open("/admin/moderation").statusCode()).isEqualTo(403);
		assertThat(admin.open("/admin/moderation").body()).contains("Words and reviews");
		assertThat(admin.submit("/admin/moderation/words", "word", "", "act", "BLOCK").statusCode()).isEqualTo(422);
		admin.submit("/admin/moderation/words", "word", "canaryblocked", "act", "BLOCK");
		assertThat(admin.open("/admin/moderation").body()).contains("canaryblocked");
		registered("fan_of_reviews");
		long post = reply("worded", "fan_of_reviews", "fine words");
		long topic = this.jdbc.sql("select topic_id from posts where id = ?").param(post).query(Long.class).single();
		HttpResponse<String> refused = program("fan_of_reviews").json("POST", "/api/v1/topics/" + topic + "/posts",
				"{\"body\": \"Some CanaryBlocked words\"}");
		assertThat(refused.statusCode()).isEqualTo(422);
		assertThat(refused.body()).contains("CanaryBlocked", "\"body\"");
	}

	@Test
	void a_moderator_brings_back_whom_she_has_just_removed_together_with_one_press() {
		registered("waving_fan");
		Browser zhou = signedIn("zhou_takes_back", Role.MODERATOR);
		long post = reply("waved", "waving_fan", "canarywavewords");
		Browser reporter = registered("reporting_waves");
		reporter.open("/posts/" + post + "/report");
		assertThat(reporter.submit("/posts/" + post + "/report", "reason", "ABUSE", "note", "A wave").statusCode())
			.isEqualTo(302);
		long id = this.jdbc.sql("select id from accounts where name = 'waving_fan'").query(Long.class).single();
		zhou.open("/moderation/authors");
		zhou.submit("/moderation/authors/remove", "author", String.valueOf(id), "reason", "A wave");
		String done = zhou
			.submit("/moderation/authors/remove", "author", String.valueOf(id), "reason", "A wave", "sure", "true")
			.headers()
			.firstValue("Location")
			.orElseThrow();
		assertThat(browser().open("/u/waving_fan").body()).doesNotContain("canarywavewords");
		assertThat(zhou.open(done).body()).contains("Undo it: bring all of them back");
		Map<String, String> acts = UriComponentsBuilder.fromUriString(done).build().getQueryParams().toSingleValueMap();
		HttpResponse<String> undone = zhou.submit("/moderation/authors/undo", "after", acts.getOrDefault("after", ""),
				"last", acts.getOrDefault("last", ""));
		assertThat(zhou.open(undone.headers().firstValue("Location").orElseThrow()).body())
			.contains("Accounts that are back, with what everybody had seen: 1.");
		assertThat(this.jdbc.sql("select count(*) from post_facts where author_id = ? and held = false")
			.param(id)
			.query(Integer.class)
			.single()).isOne();
	}

}
