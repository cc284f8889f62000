package dev.roundtable.forum;

import java.net.http.HttpResponse;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import com.jayway.jsonpath.JsonPath;
import dev.roundtable.Browser;
import dev.roundtable.RoundtableTest;
import dev.roundtable.stores.World;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The forum's pages and forms, with the right person and with the wrong one. */
class ForumPagesTests extends RoundtableTest {

	private static final AtomicInteger NUMBER = new AtomicInteger();

	private final String slug = "pages-" + NUMBER.incrementAndGet();

	private final String fan = "pagefan" + NUMBER.incrementAndGet();

	@Test
	void what_was_looked_for_in_vain_is_the_title_of_the_question() {
		String page = registered("asks-" + this.slug).open("/new?kind=QUESTION&title=%3Cb%3E+%E7%9B%B8%E6%9C%BA")
			.body();
		assertThat(page).contains("value=\"&lt;b&gt; 相机\"");
	}

	@Test
	void an_administrator_makes_a_board_closes_it_and_it_is_gone_for_others() {
		Browser ada = adminWithBoard();
		Browser mei = registered(this.fan);
		String topic = posted(mei, "Canary in a closed mine");
		assertThat(browser().open("/b/" + this.slug).body()).contains("Canary in a closed mine");
		assertThat(browser().open(topic).statusCode()).isEqualTo(200);
		mei.submit(topic.substring(0, topic.lastIndexOf('/')) + "/replies", "body", "Canary again");
		assertThat(browser().open("/u/" + this.fan).body()).contains("Canary in a closed mine", "#floor-2");
		settings(ada, "readers", "team", "writers", "team");
		for (Browser outsider : new Browser[] { browser(), mei }) {
			assertThat(outsider.open("/b/" + this.slug).statusCode()).isEqualTo(404);
			assertThat(outsider.open(topic).statusCode()).isEqualTo(404);
			assertThat(outsider.open(topic.substring(0, topic.lastIndexOf('/'))).statusCode()).isEqualTo(404);
			assertThat(outsider.open("/api/v1/topics" + topic.substring(2, topic.lastIndexOf('/'))).statusCode())
				.isEqualTo(404);
			assertThat(outsider.open("/api/v1/boards").body()).doesNotContain(this.slug);
			assertThat(outsider.open("/api/v1/topics?sort=new").body()).doesNotContain("Canary in a closed mine");
		}
		assertThat(mei.open("/new").body()).doesNotContain("value=\"" + this.slug);
		assertThat(mei.open("/u/" + this.fan).body()).doesNotContain("Canary in a closed mine");
		assertThat(ada.open(topic).body()).contains("Canary");
	}

	@Test
	void the_settings_page_is_for_administrators_and_keeps_what_was_typed() {
		Browser ada = adminWithBoard();
		assertThat(registered(this.fan).open("/admin/boards/" + this.slug).statusCode()).isEqualTo(403);
		HttpResponse<String> refused = settings(ada, "slug", "Not An Address", "name", "Kept words");
		assertThat(refused.statusCode()).isEqualTo(422);
		assertThat(refused.body()).contains("Kept words", "Not An Address", "slug-error");
		settings(ada, "nameHans", "声音", "position", "3");
		assertThat(browser().with("Accept-Language", "zh-CN").open("/b/" + this.slug).body()).contains("声音");
		assertThat(browser().with("Accept-Language", "en").open("/b/" + this.slug).body()).doesNotContain("声音");
	}

	@Test
	void an_old_address_leads_to_the_new_one() {
		Browser ada = adminWithBoard();
		settings(ada, "slug", this.slug + "-new");
		HttpResponse<String> moved = browser().open("/b/" + this.slug);
		assertThat(moved.statusCode()).isEqualTo(301);
		assertThat(moved.headers().firstValue("Location").orElseThrow()).endsWith("/b/" + this.slug + "-new");
	}

	@Test
	void a_refused_reply_keeps_what_was_typed_and_leads_to_the_reason() {
		Browser ada = adminWithBoard();
		Browser mei = registered(this.fan);
		String topic = posted(mei, "A talk");
		String replies = topic.substring(0, topic.lastIndexOf('/')) + "/replies";
		mei.open(topic);
		HttpResponse<String> empty = mei.submit(replies, "body", "\u200b");
		assertThat(empty.statusCode()).isEqualTo(422);
		assertThat(empty.body()).contains("autofocus", "body-error");
		settings(ada, "archived", "true");
		HttpResponse<String> archived = mei.submit(replies, "body", "My long thoughts");
		assertThat(archived.statusCode()).isEqualTo(403);
		assertThat(archived.body()).contains("My long thoughts", "This board is archived", "autofocus");
		settings(ada, "readers", "team", "writers", "team");
		HttpResponse<String> closed = mei.submit(replies, "body", "My long thoughts");
		assertThat(closed.statusCode()).isEqualTo(404);
		assertThat(closed.body()).contains("My long thoughts").doesNotContain("A talk");
	}

	@Test
	void a_refused_topic_keeps_what_was_typed() {
		adminWithBoard();
		Browser mei = registered(this.fan);
		mei.open("/new");
		HttpResponse<String> refused = mei.submit("/new", "board", this.slug, "kind", "BUG", "title", "Kept title",
				"body", "Kept body", "tags", "!!");
		assertThat(refused.statusCode()).isEqualTo(422);
		assertThat(refused.body()).contains("Kept title", "Kept body", "!!", "tags-error");
	}

	@Test
	void a_form_sent_twice_writes_once() {
		adminWithBoard();
		Browser mei = registered(this.fan);
		String topic = posted(mei, "A talk");
		String replies = topic.substring(0, topic.lastIndexOf('/')) + "/replies";
		mei.open(topic);
		String first = location(mei.submit(replies, "body", "Once", "_once", "key-" + this.slug));
		assertThat(location(mei.submit(replies, "body", "Once", "_once", "key-" + this.slug))).isEqualTo(first);
		assertThat(location(mei.submit(replies, "body", "Twice", "_once", "key-" + this.slug))).isNotEqualTo(first);
		assertThat(browser().open(topic).body()).contains("floor-3").doesNotContain("floor-4");
	}

	@Test
	void a_programs_reply_sent_eight_times_at_once_is_one_floor() throws InterruptedException {
		adminWithBoard();
		String topic = posted(registered(this.fan), "A talk");
		String id = topic.split("/")[2];
		String made = browser().withBasic(this.fan, PASSWORD)
			.json("POST", "/api/v1/tokens", "{\"name\":\"program\"}")
			.body();
		Browser program = browser().with("Authorization", "Bearer " + JsonPath.read(made, "$.token"))
			.with("Idempotency-Key", "eight-" + this.slug);
		Callable<Integer> send = () -> program.json("POST", "/api/v1/topics/" + id + "/posts", "{\"body\":\"Once\"}")
			.statusCode();
		assertThat(World.atOnce(8, Collections.nCopies(8, send))).contains(201).isSubsetOf(201, 409);
		assertThat(program.json("POST", "/api/v1/topics/" + id + "/posts", "{\"body\":\"Once\"}").body())
			.contains("\"floor\":2");
		assertThat(program.json("POST", "/api/v1/topics/" + id + "/posts", "{\"body\":\"Other\"}").statusCode())
			.isEqualTo(422);
		assertThat(browser().with("Authorization", "Bearer " + JsonPath.read(made, "$.token"))
			.json("POST", "/api/v1/topics",
					"{\"board\":\"" + this.slug
							+ "\",\"kind\":\"bug\",\"title\":\"T\",\"body\":\"B\",\"tags\":[\"a\",null]}")
			.statusCode()).isEqualTo(422);
		assertThat(this.jdbc.sql("select floors from topics where id = ?")
			.param(Long.parseLong(id))
			.query(Integer.class)
			.single()).isEqualTo(2);
	}

	@Test
	void an_address_with_a_floor_lands_on_its_page() {
		adminWithBoard();
		Browser mei = registered(this.fan);
		String topic = posted(mei, "A talk");
		assertThat(location(browser().open(topic + "?floor=40"))).endsWith("?page=2#floor-40");
		assertThat(location(browser().open(topic.substring(0, topic.lastIndexOf('/')) + "?floor=1")))
			.endsWith("#floor-1");
	}

	@Test
	void a_moderators_button_hides_a_floor_with_a_reason() {
		Browser ada = adminWithBoard();
		Browser mei = registered(this.fan);
		String topic = posted(mei, "Canary to hide");
		String id = topic.split("/")[2];
		long post = this.jdbc.sql("select id from posts where topic_id = ? and floor = 1")
			.param(Long.parseLong(id))
			.query(Long.class)
			.single();
		assertThat(mei.open("/posts/" + post + "/hide").statusCode()).isEqualTo(403);
		assertThat(mei.submit("/posts/" + post + "/hide", "reason", "me").statusCode()).isEqualTo(403);
		assertThat(ada.open(topic).body()).contains("/posts/" + post + "/hide");
		assertThat(ada.open("/posts/" + post + "/hide").body()).contains("the whole topic will be hidden", "reason");
		HttpResponse<String> refused = ada.submit("/posts/" + post + "/hide", "reason", " ");
		assertThat(refused.statusCode()).isEqualTo(422);
		assertThat(ada.submit("/posts/" + post + "/hide", "reason", "spam").statusCode()).isEqualTo(302);
		assertThat(browser().open(topic).statusCode()).isEqualTo(404);
		assertThat(mei.open(topic).body()).contains("spam");
		ada.open("/posts/" + post + "/hide");
		assertThat(ada.submit("/posts/" + post + "/show").statusCode()).isEqualTo(302);
		assertThat(browser().open(topic).statusCode()).isEqualTo(200);
	}

	@Test
	void an_author_corrects_her_topic() {
		adminWithBoard();
		Browser mei = registered(this.fan);
		String topic = posted(mei, "Wrong title");
		String form = "/topics/" + topic.split("/")[2] + "/edit";
		assertThat(mei.open(topic).body()).contains(form);
		assertThat(browser().open(topic).body()).doesNotContain(form);
		assertThat(mei.open(form).body()).contains("Wrong title", "selected");
		HttpResponse<String> stale = mei.submit(form, "version", "0", "title", "Kept title", "board", this.slug, "kind",
				"QUESTION", "tags", "");
		assertThat(stale.statusCode()).isEqualTo(409);
		assertThat(stale.body()).contains("Kept title", "Wrong title");
		long version = this.jdbc.sql("select version from topics where id = ?")
			.param(Long.parseLong(topic.split("/")[2]))
			.query(Long.class)
			.single();
		String corrected = location(mei.submit(form, "version", String.valueOf(version), "title", "Right title",
				"board", this.slug, "kind", "QUESTION", "tags", "one two"));
		assertThat(browser().open(corrected).body()).contains("Right title", "Question", "one", "two");
		assertThat(registered(this.fan + "x").open(form).statusCode()).isEqualTo(403);
	}

	@Test
	void an_edit_of_the_text_leaves_a_title_that_was_corrected_meanwhile() {
		Browser ada = adminWithBoard();
		Browser mei = registered(this.fan);
		String topic = posted(mei, "Crahs");
		String id = topic.split("/")[2];
		String first = JsonPath.read(browser().open("/api/v1/topics/" + id + "/posts").body(), "$.items[0].id")
			.toString();
		String form = mei.open("/posts/" + first + "/edit").body();
		ada.open("/topics/" + id + "/edit");
		assertThat(ada
			.submit("/topics/" + id + "/edit", "title", "Crash", "board", this.slug, "kind", "BUG", "version",
					field(ada.open("/topics/" + id + "/edit").body(), "version"), "reason", "spelling")
			.statusCode()).isIn(302, 303);
		String version = field(form, "version");
		assertThat(mei
			.submit("/posts/" + first + "/edit", "was", field(form, "was"), "title", "Crahs", "version", version,
					"body", "More about it")
			.statusCode()).isIn(302, 303);
		assertThat(browser().open(topic.replace("crahs", "crash")).body()).contains("<h1>Crash", "More about it")
			.doesNotContain("Crahs");
		HttpResponse<String> both = mei.submit("/posts/" + first + "/edit", "was", field(form, "was"), "title",
				"Crash of mine", "version", field(mei.open("/posts/" + first + "/edit").body(), "version"), "body",
				"Even more");
		assertThat(both.statusCode()).as("two titles").isEqualTo(409);
		assertThat(both.body()).contains("value=\"Crash of mine\"", "value=\"Crash\"", "Even more");
	}

	@Test
	void a_moderator_locks_pins_and_features_and_a_locked_topic_keeps_what_was_typed() {
		Browser ada = adminWithBoard();
		Browser mei = registered(this.fan);
		String topic = posted(mei, "A talk to be marked");
		posted(mei, "A later talk");
		String id = topic.split("/")[2];
		String marks = "/topics/" + id + "/marks";
		assertThat(mei.open(marks).statusCode()).isEqualTo(403);
		assertThat(mei.submit(marks + "/locked", "reason", "Mine").statusCode()).isEqualTo(403);
		assertThat(ada.open(marks).body()).contains("Lock the topic", "Pin the topic", "Feature the topic");
		HttpResponse<String> without = ada.submit(marks + "/locked", "reason", " ");
		assertThat(without.statusCode()).isEqualTo(422);
		assertThat(without.body()).contains("reason-locked-error");
		mei.open(topic);
		ada.submit(marks + "/locked", "reason", "Answered above");
		ada.submit(marks + "/pinned", "reason", "Rules", "scope", "board", "until", "");
		ada.submit(marks + "/featured", "reason", "Fine");
		HttpResponse<String> refused = mei.submit("/t/" + id + "/replies", "body", "Words to keep");
		assertThat(refused.statusCode()).isEqualTo(403);
		assertThat(refused.body()).contains("Words to keep", "takes no more replies: Answered above");
		assertThat(browser().open(topic).body()).contains("This topic is locked: Answered above", "data-m=\"pinned\"",
				"data-m=\"featured\"");
		String list = browser().open("/b/" + this.slug).body();
		assertThat(list.indexOf("A talk to be marked")).isPositive().isLessThan(list.indexOf("A later talk"));
		assertThat(list).contains("data-m=\"locked\"");
		assertThat(browser().open("/b/" + this.slug + "?featured=true").body()).contains("A talk to be marked")
			.doesNotContain("A later talk");
		ada.submit(marks + "/locked/end", "reason", "");
		assertThat(mei.submit("/t/" + id + "/replies", "body", "Words to keep").statusCode()).isEqualTo(302);
		assertThat(ada.open(marks.replace(id, "987654321")).statusCode()).isEqualTo(404);
		assertThat(ada.submit(marks + "/closed", "reason", "No such mark").statusCode()).isEqualTo(404);
	}

	@Test
	void an_author_takes_her_floor_back_and_a_moderator_deletes_another() {
		Browser ada = adminWithBoard();
		Browser mei = registered(this.fan);
		String topic = posted(mei, "A talk to be taken back");
		String id = topic.split("/")[2];
		mei.submit("/t/" + id + "/replies", "body", "Words of the second floor");
		assertThat(mei.open(topic).body()).contains("/take-back");
		assertThat(ada.open(topic).body()).doesNotContain("/take-back");
		long first = JsonPath.<Number>read(browser().open("/api/v1/topics/" + id + "/posts").body(), "$.items[0].id")
			.longValue();
		assertThat(registered(this.fan + "x").open("/posts/" + first + "/take-back").statusCode()).isEqualTo(403);
		assertThat(mei.open("/posts/" + first + "/take-back").body()).contains("/posts/" + first + "/take-back");
		mei.submit("/posts/" + first + "/take-back");
		assertThat(browser().open(topic).body()).contains("Floor 1 was deleted by its author", "second floor");
		assertThat(JsonPath.<String>read(browser().open("/api/v1/topics/" + id).body(), "$.body")).isEmpty();
		assertThat(mei.open("/posts/" + first + "/take-back").body()).contains("/posts/" + first + "/put-back");
		mei.submit("/posts/" + first + "/put-back");
		assertThat(browser().open(topic).body()).doesNotContain("deleted by");
		ada.open("/posts/" + first + "/hide");
		assertThat(ada.submit("/posts/" + first + "/delete", "reason", "").statusCode()).isEqualTo(422);
		ada.submit("/posts/" + first + "/delete", "reason", "Spam");
		assertThat(browser().open(topic).statusCode()).isEqualTo(404);
		assertThat(mei.open(topic).body()).contains("Floor 1 was deleted by a moderator");
		assertThat(ada.open("/posts/" + first + "/hide").body()).contains("It was deleted for this reason");
	}

	@Test
	void a_program_locks_pins_and_features_as_often_as_it_likes() {
		Browser ada = adminWithBoard();
		String topic = posted(registered(this.fan), "A talk for programs");
		String address = "/api/v1/topics/" + topic.split("/")[2];
		String token = JsonPath.read(
				browser().withBasic(ADMIN, PASSWORD).json("POST", "/api/v1/tokens", "{\"name\":\"marks\"}").body(),
				"$.token");
		Browser program = browser().with("Authorization", "Bearer " + token);
		for (int i = 0; i < 2; i++) {
			for (String mark : new String[] { "/locked", "/pinned", "/featured" }) {
				assertThat(program.json("PUT", address + mark, "{\"reason\": \"Why\"}").statusCode()).isEqualTo(204);
			}
		}
		Map<String, Object> read = JsonPath.read(browser().open(address).body(), "$");
		assertThat(read).containsEntry("locked", true).containsEntry("pinned", true).containsEntry("featured", true);
		assertThat(program.json("PUT", address + "/pinned", "{\"reason\": \"x\", \"until\": \"soon\"}").statusCode())
			.isEqualTo(422);
		for (int i = 0; i < 2; i++) {
			for (String mark : new String[] { "/locked", "/pinned", "/featured" }) {
				assertThat(program.json("DELETE", address + mark, "").statusCode()).isEqualTo(204);
			}
		}
		assertThat(ada.open(topic).body()).doesNotContain("class=\"mark\"");
		assertThat(browser().json("PUT", address + "/locked", "{\"reason\": \"x\"}").statusCode()).isEqualTo(401);
	}

	private static String field(String page, String name) {
		return page.split("name=\"" + name + "\"")[1].split("value=\"")[1].split("\"")[0];
	}

	@Test
	void times_are_labelled_where_no_script_tells_them() {
		adminWithBoard();
		assertThat(browser().open(posted(registered(this.fan), "A talk")).body()).containsPattern("\\d\\d:\\d\\d UTC<");
	}

	private Browser adminWithBoard() {
		Browser ada = admin();
		ada.open("/admin/boards");
		assertThat(ada.submit("/admin/boards", "name", "Board " + this.slug, "slug", this.slug, "description", "")
			.statusCode()).isEqualTo(302);
		return ada;
	}

	/**
	 * Saves the settings page with these fields and the others as they would stand there.
	 */
	private HttpResponse<String> settings(Browser ada, String... fields) {
		ada.open("/admin/boards/" + this.slug);
		Map<String, String> all = new LinkedHashMap<>(Map.of("name", "Board", "slug", this.slug, "description", "",
				"readers", "everyone", "writers", "members", "position", "1"));
		for (int i = 0; i < fields.length; i += 2) {
			all.put(fields[i], fields[i + 1]);
		}
		return ada.submit("/admin/boards/" + this.slug,
				all.entrySet()
					.stream()
					.flatMap((field) -> Stream.of(field.getKey(), field.getValue()))
					.toArray(String[]::new));
	}

	private String posted(Browser author, String title) {
		author.open("/new");
		return location(author.submit("/new", "board", this.slug, "kind", "DISCUSSION", "title", title, "body", "Text",
				"tags", ""));
	}

	private static String location(HttpResponse<String> answer) {
		return answer.headers().firstValue("Location").orElseThrow(() -> new AssertionError(answer.body()));
	}

}
