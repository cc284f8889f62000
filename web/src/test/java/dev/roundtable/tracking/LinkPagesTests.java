package dev.roundtable.tracking;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import com.jayway.jsonpath.JsonPath;
import dev.roundtable.Browser;
import dev.roundtable.RoundtableTest;
import dev.roundtable.people.Role;
import dev.roundtable.signin.Registration;
import dev.roundtable.tracker.Field;
import dev.roundtable.tracker.RemoteId;
import dev.roundtable.tracker.RemotePerson;
import dev.roundtable.tracker.Visibility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A task's issues in outside trackers on pages, in bulk and for programs. */
class LinkPagesTests extends RoundtableTest {

	private static final AtomicInteger NUMBER = new AtomicInteger();

	@Autowired
	private Registration registration;

	private final int number = NUMBER.incrementAndGet();

	private final String name = "Link-tracker-" + this.number;

	private final TrackerChannel channel;

	private Browser engineer = browser();

	private Browser program = browser();

	private long engineerId;

	@Autowired
	LinkPagesTests(ApplicationContext site) {
		this.channel = new TrackerChannel(site, this.name);
	}

	@BeforeEach
	void an_engineer_is_signed_in() {
		this.engineerId = this.registration.create("link_engineer_" + this.number, PASSWORD, Role.ENGINEER).value();
		this.engineer = browser();
		this.engineer.open("/sign-in");
		this.engineer.submit("/sign-in", "name", "link_engineer_" + this.number, "password", PASSWORD);
		this.program = program("link_engineer_" + this.number);
	}

	@AfterEach
	void the_connection_is_gone() {
		this.channel.close();
	}

	private Browser program(String account) {
		String made = browser().withBasic(account, PASSWORD)
			.json("POST", "/api/v1/tokens", "{\"name\": \"links\"}")
			.body();
		return browser().with("Authorization", "Bearer " + JsonPath.read(made, "$.token"));
	}

	@Test
	void what_an_engineer_says_there_is_her_answer_on_the_fans_page_and_what_the_fan_answers_is_said_there() {
		program(ADMIN).json("POST", "/api/v1/boards",
				"{\"slug\": \"linked-%d\", \"name\": \"Linked\"}".formatted(this.number));
		registered("linkfan" + this.number);
		Browser fan = program("linkfan" + this.number);
		HttpResponse<String> posted = fan.json("POST", "/api/v1/topics", """
				{"board": "linked-%d", "kind": "bug", "title": "It stutters", "body": "When I charge it"}"""
			.formatted(this.number));
		String topic = JsonPath.read(posted.body(), "$.url");
		int id = JsonPath.read(posted.body(), "$.id");
		int task = JsonPath.read(fan.open("/api/v1/topics/" + id).body(), "$.task.number");
		this.jdbc.sql("""
				insert into addresses (account_id, address, address_key, confirmed_at)
				select id, :address, :address, current_timestamp from accounts where name = :name
				""")
			.param("address", "link-" + this.number + "@fans.example")
			.param("name", "linkfan" + this.number)
			.update();
		this.channel.map(Map.of("li", this.engineerId));
		act("/tasks/" + task, "push");
		await().until(() -> !this.channel.tracker.issues.isEmpty());
		RemoteId issue = this.channel.tracker.only().id();
		assertThat(this.channel.tracker.only().values().get(Field.DESCRIPTION)).isEqualTo("When I charge it");
		this.channel.tracker.say(issue, FakeTracker.LI, "Fixed in the **next** build", Visibility.PUBLIC);
		this.channel.tracker.say(issue, FakeTracker.LI, "canaryofvendor", Visibility.PRIVATE);
		this.channel.tracker.say(issue, new RemotePerson("x", "Stranger"), "canaryofstranger", Visibility.PUBLIC);
		this.channel.look(task);
		for (Browser reader : List.of(browser(), fan)) {
			assertThat(reader.open(topic).body()).contains("Fixed in the", "link_engineer_" + this.number)
				.doesNotContain("canaryofvendor", "canaryofstranger", this.name, "tracker.example");
		}
		fan.json("POST", "/api/v1/topics/" + id + "/posts", "{\"body\": \"Thanks, I wait for it\"}");
		await().until(() -> this.channel.tracker.told().contains("Thanks, I wait for it"));
		assertThat(this.channel.tracker.told()).contains("linkfan" + this.number).doesNotContain("@fans.example");
	}

	private HttpResponse<String> act(String task, String act, String... fields) {
		this.engineer.open(task);
		String[] all = new String[fields.length + 2];
		all[0] = "tracker";
		all[1] = String.valueOf(this.channel.id.value());
		System.arraycopy(fields, 0, all, 2, fields.length);
		return this.engineer.submit(task + "/trackers/" + act, all);
	}

	private String open(String title, String more) {
		return "/tasks/" + JsonPath.read(
				this.program.json("POST", "/api/v1/tasks", "{\"title\": \"" + title + "\"" + more + "}").body(),
				"$.number");
	}

	@Test
	void the_team_sees_the_issue_and_what_waits_and_nobody_else_learns_that_there_is_a_tracker() {
		String task = open("Seen by the team", "");
		assertThat(this.engineer.open(task + "/trackers").body()).contains("Push to a tracker…", this.name);
		assertThat(act(task, "push").headers().firstValue("Location"))
			.hasValueSatisfying((to) -> assertThat(to).endsWith(task + "#trackers"));
		this.channel.look(Long.parseLong(task.substring(7)));
		String issue = this.channel.tracker.only().id().issue();
		assertThat(this.engineer.open(task).body()).contains("hx-get=\"" + task + "/trackers\"",
				"pushed it to " + this.name);
		assertThat(this.engineer.open(task + "/trackers").body()).contains(
				"href=\"https://tracker.example/issues/" + issue + "\" rel=\"noopener noreferrer\"",
				"Both last agreed");
		for (Browser other : List.of(browser(), registered("link_other_" + this.number))) {
			assertThat(other.open(task).body()).doesNotContain(this.name)
				.doesNotContain("tracker.example")
				.doesNotContain("id=\"trackers\"");
		}
	}

	@Test
	void a_fan_and_a_stranger_do_nothing_by_any_address() {
		String task = open("Not for fans", "");
		Browser fan = registered("link_wrong_" + this.number);
		fan.open("/");
		String tracker = String.valueOf(this.channel.id.value());
		for (String act : List.of("push", "link", "unlink", "retry", "settle")) {
			assertThat(fan
				.submit(task + "/trackers/" + act, "tracker", tracker, "issue", "1", "field", "TITLE", "right", "OURS")
				.statusCode()).as(act).isEqualTo(403);
		}
		assertThat(fan.open(task + "/trackers").statusCode()).isEqualTo(403);
		assertThat(fan.submit("/tasks/bulk/push", "task", task.substring(7), "tracker", tracker).statusCode())
			.isEqualTo(403);
		assertThat(act(task, "retry").statusCode()).as("an engineer is no administrator").isEqualTo(403);
		Browser fansProgram = program("link_wrong_" + this.number);
		String address = "/api/v1" + task + "/trackers";
		assertThat(fansProgram.open(address).statusCode()).isEqualTo(403);
		assertThat(fansProgram.json("POST", address + "/" + tracker + "/push", "").statusCode()).isEqualTo(403);
		assertThat(fansProgram.json("PUT", address + "/" + tracker, "{\"issue\": \"1\"}").statusCode()).isEqualTo(403);
		assertThat(fansProgram.json("DELETE", address + "/" + tracker, "").statusCode()).isEqualTo(403);
		assertThat(browser().open(address).statusCode()).isEqualTo(401);
		assertThat(this.channel.tracker.told()).isEqualTo("{}");
	}

	@Test
	void what_is_sent_twice_is_done_once_and_what_is_refused_says_why_beside_what_was_typed() {
		String task = open("Sent twice", "");
		assertThat(act(task, "push", "_once", "links-" + this.number).statusCode()).isEqualTo(302);
		assertThat(act(task, "push", "_once", "links-" + this.number).statusCode()).isEqualTo(302);
		assertThat(act(task, "push").statusCode()).isEqualTo(422);
		assertThat(this.engineer.open(task).body().split("pushed it to", -1)).hasSize(2);
		String other = open("Wrongly linked", "");
		HttpResponse<String> refused = act(other, "link", "issue", "<i>99");
		assertThat(refused.statusCode()).isEqualTo(422);
		assertThat(refused.body()).contains("paste the address of its page", "value=\"&lt;i&gt;99\"");
		assertThat(act(other, "link", "issue", "4711").body()).contains("There is no issue 4711 in " + this.name);
		String hidden = open("For the team", ", \"audience\": \"team\"");
		assertThat(act(hidden, "push").body()).contains("nothing of it leaves the house");
		assertThat(this.engineer.open(hidden + "/trackers").body()).contains("nothing of it crosses");
	}

	@Test
	void an_issue_is_linked_and_parted_on_the_page() {
		RemoteId issue = this.channel.tracker.add(Map.of(Field.TITLE, "There already"));
		String task = open("Linked by hand", "");
		assertThat(act(task, "link", "issue", issue.issue()).statusCode()).isEqualTo(302);
		assertThat(this.engineer.open(task).body()).contains("linked it with issue " + issue.issue());
		assertThat(act(task, "unlink").statusCode()).isEqualTo(302);
		assertThat(this.engineer.open(task + "/trackers").body()).contains("Parted");
		assertThat(this.engineer.open(task).body()).contains("unlinked it from issue " + issue.issue());
		assertThat(act(task, "unlink").statusCode()).isEqualTo(404);
	}

	@Test
	void many_rows_are_pushed_at_once_and_one_summary_says_which_were_not() {
		String one = open("Of many", "").substring(7);
		String two = open("Of many, too", "").substring(7);
		String hidden = open("Of the team", ", \"audience\": \"team\"").substring(7);
		assertThat(this.engineer.open("/tasks?q=is:open").body()).contains("formaction=\"/tasks/bulk/push\"",
				this.name);
		HttpResponse<String> done = this.engineer.submit("/tasks/bulk/push", "task", one + ":1", "task", two + ":1",
				"task", hidden + ":1", "task", "987654321:1", "tracker", String.valueOf(this.channel.id.value()), "q",
				"is:open");
		assertThat(done.body()).contains("2 tasks are being pushed.", "2 were not", "#" + hidden, "#987654321",
				"nothing of it leaves the house");
		await().until(() -> this.channel.tracker.issues.size() == 2);
		assertThat(this.engineer.submit("/tasks/bulk/push", "task", one, "q", "").statusCode()).isEqualTo(422);
		assertThat(this.engineer.submit("/tasks/bulk/push", "tracker", "1", "q", "").statusCode()).isEqualTo(422);
	}

	@Test
	void programs_list_push_link_and_part() {
		String tracker = String.valueOf(this.channel.id.value());
		String task = open("For programs", "");
		String links = "/api/v1" + task + "/trackers";
		assertThat(JsonPath.<List<String>>read(this.program.open(links).body(), "$.others[*].name"))
			.contains(this.name);
		for (int i = 0; i < 2; i++) {
			assertThat(this.program.json("POST", links + "/" + tracker + "/push", "").statusCode())
				.isEqualTo((i == 0) ? 202 : 422);
		}
		this.channel.look(Long.parseLong(task.substring(7)));
		assertThat(JsonPath.<String>read(this.program.open(links).body(), "$.links[0].stage")).isEqualTo("JOINED");
		assertThat(this.program.json("DELETE", links + "/" + tracker, "").statusCode()).isEqualTo(204);
		RemoteId issue = this.channel.tracker.add(Map.of(Field.TITLE, "Another"));
		assertThat(this.program.json("PUT", links + "/" + tracker, "{\"issue\": \"%s\"}".formatted(issue.issue()))
			.statusCode()).isEqualTo(202);
		assertThat(this.program.json("PUT", links + "/999999", "{\"issue\": \"1\"}").statusCode()).isEqualTo(404);
		HttpResponse<String> bulk = this.program.json("POST", "/api/v1/tasks/bulk/push",
				"{\"tracker\": %s, \"tasks\": [%s, 987654321]}".formatted(tracker, task.substring(7)));
		assertThat(JsonPath.<List<String>>read(bulk.body(), "$.tasks[*].reason")).containsExactly("already", "missing");
		assertThat(browser().open("/v3/api-docs").body()).contains("/api/v1/tasks/{number}/trackers/{tracker}/push",
				"/api/v1/tasks/bulk/push");
	}

}
