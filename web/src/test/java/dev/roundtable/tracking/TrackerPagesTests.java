package dev.roundtable.tracking;

import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;

import dev.roundtable.Browser;
import dev.roundtable.RoundtableTest;
import dev.roundtable.stores.World;
import dev.roundtable.tracker.Field;
import dev.roundtable.tracker.RateLimit;
import dev.roundtable.tracker.sync.ConnectionId;
import dev.roundtable.tracker.sync.Side;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Against a tracker in memory, which is a connector like the others. */
class TrackerPagesTests extends RoundtableTest {

	private static final AtomicInteger NUMBER = new AtomicInteger();

	private static final List<String> PAGES = List.of("", "/mapping", "/flow", "/dry-run", "/trail", "/token",
			"/remove", "/project");

	private static final List<String> ACTS = List.of("/check", "/go", "/pause", "/token", "/poll", "/sweep", "/project",
			"/project/stop", "/project/go-on", "/letters/replay", "/conflicts", "/mapping", "/flow", "/remove");

	@Autowired
	private FakeConnector fakes;

	@Autowired
	private Connections connections;

	@Autowired
	private Mappings mappings;

	private final String name = "Pages-" + NUMBER.incrementAndGet();

	private Browser ada = browser();

	@BeforeEach
	void signIn() {
		this.ada = admin();
		this.ada.open("/admin/trackers/new?kind=FAKE");
	}

	private HttpResponse<String> connect(String token) {
		return connect(this.name, token, "k-" + this.name);
	}

	private HttpResponse<String> connect(String called, String token, String once) {
		return this.ada.submit("/admin/trackers", "kind", "FAKE", "name", called, "baseUrl", base(), "project", "p",
				"token", token, "hookSecret", "s3cret-" + this.name, "_once", once);
	}

	private String base() {
		return "https://" + this.name.toLowerCase(Locale.ROOT) + ".example";
	}

	private FakeTracker tracker() {
		return this.fakes.at(URI.create(base()), "none");
	}

	private static String location(HttpResponse<String> answer) {
		return answer.headers().firstValue("Location").orElseThrow(() -> new AssertionError(answer.statusCode()));
	}

	private String made() {
		return location(connect("t0ken")).replaceAll("[?].*", "");
	}

	private String body(String path) {
		HttpResponse<String> answer = this.ada.open(path);
		assertThat(answer.statusCode()).as(path).isEqualTo(200);
		assertThat(answer.body()).as(path).doesNotContain("??");
		return answer.body();
	}

	@Test
	void who_connects_a_tracker_is_told_at_once_whose_token_it_is_and_what_it_may_not_do() {
		String page = location(connect("t0ken-of-ada"));
		assertThat(body(page)).contains("The token works", "Robot", "make issues", "Not started", "/hooks/trackers/")
			.doesNotContain("t0ken-of-ada")
			.doesNotContain("s3cret-");
		assertThat(body("/admin/trackers")).contains(this.name, "Not started");
		assertThat(body("/admin")).contains("/admin/trackers");
	}

	@Test
	void a_token_that_is_refused_says_what_to_do_and_is_shown_nowhere() {
		String page = location(connect("wrong-" + this.name));
		assertThat(body(page)).contains("The token is refused", "nobody has the token").doesNotContain("wrong-");
		page = page.replaceAll("[?].*", "");
		this.ada.open(page + "/token");
		assertThat(location(this.ada.submit(page + "/token", "token", "better", "_once", "r"))).contains("checked");
		assertThat(body(page)).contains("The token works");
	}

	@Test
	void what_was_typed_stays_after_a_refusal_and_the_token_does_not() {
		HttpResponse<String> answer = this.ada.submit("/admin/trackers", "kind", "FAKE", "name", "not a name",
				"baseUrl", base(), "project", "p", "token", "t0ken-typed", "hookSecret", "s3cret-typed");
		assertThat(answer.statusCode()).isEqualTo(422);
		assertThat(answer.body()).contains("not a name", base(), "autocomplete=\"off\"")
			.doesNotContain("t0ken-typed")
			.doesNotContain("s3cret-typed");
		answer = this.ada.submit("/admin/trackers", "kind", "REDMINE", "name", this.name, "baseUrl",
				"http://127.0.0.1:9/", "project", "p", "idField", "3", "token", "t0ken-typed");
		assertThat(answer.body()).contains("roundtable.trackers.networks").doesNotContain("t0ken-typed");
		assertThat(this.ada
			.submit("/admin/trackers", "kind", "NOTHING", "name", this.name, "baseUrl", base(), "project", "p", "token",
					"t")
			.statusCode()).isEqualTo(422);
	}

	@Test
	void one_project_is_connected_once_however_many_try_at_once() throws InterruptedException {
		Callable<HttpResponse<String>> one = () -> connect(this.name, "t0ken", "one");
		Callable<HttpResponse<String>> other = () -> connect(this.name + "-too", "t0ken", "other");
		List<HttpResponse<String>> answers = World.atOnce(2, List.of(one, other));
		assertThat(answers).extracting(HttpResponse::statusCode).containsExactlyInAnyOrder(302, 422);
		HttpResponse<String> again = connect(this.name + "-late", "t0ken", "late");
		assertThat(again.statusCode()).isEqualTo(422);
		assertThat(again.body()).contains("This project is connected already");
	}

	@Test
	void who_sends_the_form_twice_has_one_connection() {
		assertThat(location(connect("t0ken"))).isEqualTo(location(connect("t0ken")));
	}

	@Test
	void nobody_but_an_administrator_sees_or_does_any_of_it() {
		String page = made();
		for (Browser other : List.of(registered("curious_" + this.name.toLowerCase(Locale.ROOT).replace('-', '_')),
				browser())) {
			other.open("/settings");
			int refused = other.open("/admin/mail").statusCode();
			assertThat(refused).isIn(303, 403);
			assertThat(other.open("/admin/trackers").statusCode()).isEqualTo(refused);
			assertThat(other.open("/admin/trackers/new").statusCode()).isEqualTo(refused);
			PAGES.forEach((path) -> assertThat(other.open(page + path).statusCode()).as(path).isEqualTo(refused));
			ACTS.forEach((path) -> assertThat(
					other.submit(page + path, "version", "1", "task", "1", "field", "TITLE", "right", "OURS")
						.statusCode())
				.as(path)
				.isIn(403, refused));
		}
		assertThat(this.connections.find(id(page)).version()).isOne();
	}

	private static ConnectionId id(String page) {
		return new ConnectionId(Long.parseLong(page.substring(page.lastIndexOf('/') + 1)));
	}

	@Test
	void a_connection_that_is_not_there_has_no_page() {
		PAGES.forEach((path) -> assertThat(this.ada.open("/admin/trackers/999999" + path).statusCode()).as(path)
			.isEqualTo(404));
		ACTS.forEach((path) -> assertThat(this.ada
			.submit("/admin/trackers/999999" + path, "version", "1", "task", "1", "field", "TITLE", "right", "OURS",
					"direction.TITLE", "BOTH", "token", "t")
			.statusCode()).as(path).isEqualTo(404));
	}

	@Test
	void words_of_the_tracker_are_proposed_by_their_names_and_kept_when_they_are_saved() {
		String page = made() + "/mapping";
		String first = body(page);
		assertThat(first).contains("These are suggestions", "name=\"ours.STATUS.FIXED\"",
				"name=\"theirs.STATUS.doing\"");
		assertThat(chosen(first, "ours.STATUS.FIXED")).isEqualTo("done");
		assertThat(chosen(first, "theirs.STATUS.doing")).isEqualTo("IN_PROGRESS");
		assertThat(location(this.ada.submit(page, "version", "1", "direction.STATUS", "TO_THEIRS", "policy.STATUS",
				"ASK", "ours.STATUS.FIXED", "done", "ours.STATUS.NEW", "", "theirs.STATUS.gone", "CONFIRMED", "_once",
				"m")))
			.endsWith("?saved");
		Mappings.Rule rule = Objects
			.requireNonNull(this.mappings.of(id(page.replace("/mapping", ""))).get(Field.STATUS));
		assertThat(rule.words(Side.OURS)).containsExactly(Map.entry("FIXED", "done"));
		assertThat(body(page)).contains("not any more", "of ours have no name there").doesNotContain("suggestions");
		assertThat(this.ada
			.submit(page, "version", "1", "direction.STATUS", "BOTH", "policy.STATUS", "ASK", "_once", "stale")
			.statusCode()).isEqualTo(409);
		assertThat(this.ada.submit(page, "version", "2", "direction.STATUS", "SIDEWAYS", "_once", "bad").statusCode())
			.isEqualTo(422);
	}

	/** The value of a select that is chosen. */
	private static String chosen(String page, String select) {
		String from = page.substring(page.indexOf("name=\"" + select + "\""));
		String options = from.substring(0, from.indexOf("</select>"));
		return options.replaceAll("(?s).*value=\"([^\"]*)\"[^>]*selected.*", "$1");
	}

	@Test
	void a_mapping_page_of_a_tracker_that_is_away_shows_what_is_kept() {
		String page = made();
		this.ada.submit(page + "/mapping", "version", "1", "direction.STATUS", "BOTH", "policy.STATUS", "ASK",
				"ours.STATUS.FIXED", "done");
		body(page + "/mapping");
		tracker().tokenIsDead = true;
		tracker().refusal = "revoked";
		assertThat(body(page + "/mapping")).contains("The token is refused", "ours.STATUS.FIXED");
	}

	@Test
	void a_rule_that_is_not_understood_is_refused_beside_its_field_and_one_that_is_counts_what_it_finds() {
		String page = made() + "/flow";
		body(page);
		HttpResponse<String> wrong = this.ada.submit(page, "version", "1", "comments", "BOTH", "pushed",
				"severity:huge");
		assertThat(wrong.statusCode()).isEqualTo(422);
		assertThat(wrong.body()).contains("q-error", "severity:huge");
		assertThat(location(this.ada.submit(page, "version", "1", "comments", "TO_OURS", "pushed",
				"nowhere-" + this.name, "takesIn", "true")))
			.endsWith("?saved");
		assertThat(body(page)).contains("No task matches now");
		assertThat(this.ada.submit(page, "version", "1", "comments", "BOTH").statusCode()).isEqualTo(409);
	}

	@Test
	void a_dry_run_tells_what_would_happen_and_writes_nothing() {
		String page = made();
		String number = task("Dry " + this.name);
		this.ada.submit(page + "/mapping", "version", "1", "direction.TITLE", "BOTH", "policy.TITLE", "ASK",
				"direction.STATUS", "BOTH", "policy.STATUS", "ASK", "ours.STATUS.NEW", "open");
		this.ada.submit(page + "/flow", "version", "2", "comments", "BOTH", "pushed", "Dry " + this.name);
		assertThat(body(page + "/dry-run")).contains("An issue would be made", "Dry " + this.name, "<ins>open</ins>");
		assertThat(body(page + "/dry-run?task=%23" + number)).contains("An issue would be made");
		assertThat(body(page + "/dry-run?task=99999999")).contains("there is no such task");
		assertThat(body(page + "/dry-run?task=x")).contains("This is no number of a task");
		assertThat(tracker().writes).isZero();
	}

	private String task(String title) {
		this.ada.open("/tasks/new");
		String at = location(this.ada.submit("/tasks/new", "title", title, "kind", "BUG"));
		return at.replaceAll(".*/tasks/([0-9]+).*", "$1");
	}

	@Test
	void a_dead_letter_is_read_and_tried_again_once_or_with_all_others() {
		String page = made();
		long id = id(page).value();
		for (String subject : List.of("task 7", "issue p\n12", "poll")) {
			this.jdbc.sql("""
					insert into tracker_errands (connection_id, subject, wanted_at, dead_at, why, attempts)
					values (:id, :subject, current_timestamp, current_timestamp, 'Refused: no <b>such</b> status', 3)
					""").param("id", id).param("subject", subject).update();
		}
		assertThat(body(page)).contains("#7", "p#12", "The tracker does not want it.",
				"no &lt;b&gt;such&lt;/b&gt; status", "Try all again");
		assertThat(body("/admin")).contains("needs");
		this.ada.submit(page + "/letters/replay", "subject", "issue p\n12", "_once", "1");
		assertThat(dead(id)).isEqualTo(2);
		this.ada.submit(page + "/letters/replay", "_once", "2");
		assertThat(dead(id)).isZero();
	}

	private long dead(long id) {
		return this.jdbc.sql("select count(*) from tracker_errands where connection_id = ? and dead_at is not null")
			.param(id)
			.query(Long.class)
			.single();
	}

	@Test
	void a_conflict_shows_both_values_and_is_decided_once() {
		String page = made();
		long id = id(page).value();
		String number = task("Conflict " + this.name);
		this.jdbc.sql("""
				insert into tracker_links (connection_id, task_number, project, issue, stage)
				values (?, ?, 'p', '5', 'JOINED')""").params(id, Long.valueOf(number)).update();
		this.jdbc.sql("""
				insert into tracker_baselines (link_id, field, ours, theirs, standing)
				select id, 'STATUS', 'CONFIRMED', 'doing', 'ASKED' from tracker_links where connection_id = ?
				""").param(id).update();
		assertThat(body(page)).contains("Who is right?", "Confirmed", "doing", "p#5");
		for (int n = 0; n < 2; n++) {
			assertThat(this.ada
				.submit(page + "/conflicts", "task", number, "field", "STATUS", "right", "THEIRS", "_once", "c")
				.statusCode()).isEqualTo(302);
		}
		assertThat(this.jdbc.sql("""
				select answer from tracker_baselines b join tracker_links l on l.id = b.link_id
				where l.connection_id = ?""").param(id).query(String.class).list()).containsExactly("THEIRS");
		assertThat(body(page)).doesNotContain("Who is right?");
	}

	/** Nothing is paused and nothing is done. */
	private void rest(ConnectionId id, String until) {
		this.jdbc.sql("""
				update tracker_states set paused_at = null, paused_why = null, rest_until = :until
				where connection_id = :id
				""").param("until", OffsetDateTime.parse(until)).param("id", id.value()).update();
	}

	@Test
	void a_project_is_taken_in_with_its_progress_and_can_be_stopped_and_go_on() {
		String page = made();
		ConnectionId id = id(page);
		for (int n = 0; n < 3; n++) {
			tracker().add(Map.of(Field.TITLE, "Theirs " + n));
		}
		this.ada.submit(page + "/project", "_once", "p");
		assertThat(this.connections.find(id).takesIn()).isTrue();
		assertThat(body(page)).contains("It is taken in", "it goes on when you let that go").doesNotContain("every 2s");
		rest(id, "2031-01-01T00:00:00Z");
		assertThat(body(page)).contains("every 2s");
		this.ada.submit(page + "/project/stop", "_once", "s");
		assertThat(body(page + "/project")).contains("Stopped", "/project/go-on").doesNotContain("every 2s", "<html");
		this.ada.submit(page + "/project/go-on", "_once", "g");
		this.ada.submit(page + "/go", "_once", "l");
		await().atMost(Duration.ofSeconds(20))
			.until(() -> this.ada.open(page + "/project").body().contains("3 tasks made"));
		await().atMost(Duration.ofSeconds(20)).until(() -> this.ada.open(page + "/project").body().contains("Done"));
		assertThat(body(page + "/project")).contains("3 of 3 issues seen");
		assertThat(body(page + "/trail")).contains("Task made", "Theirs 0");
		assertThat(body(page + "/trail?task=999999")).doesNotContain("Theirs 0");
	}

	@Test
	void what_the_tracker_said_of_its_limit_and_when_its_hook_was_heard_stand_on_the_page() {
		String page = made();
		tracker().limit = new RateLimit(5000, 4711, Instant.now());
		assertThat(body(page)).contains("4711 / 5000");
		Browser machine = browser().with(FakeTracker.SIGNATURE, "s3cret-" + this.name).with("X-Delivery", "1");
		assertThat(machine.post("/hooks/trackers/" + id(page), "text/plain", "1").statusCode()).isEqualTo(202);
		assertThat(
				this.jdbc.sql("select count(*) from tracker_states where connection_id = ? and hinted_at is not null")
					.param(id(page).value())
					.query(Long.class)
					.single())
			.isOne();
	}

	@Test
	void a_connection_that_is_removed_ends_its_links_forgets_its_token_and_lets_the_project_be_connected_again() {
		String page = made();
		ConnectionId id = id(page);
		this.jdbc.sql("""
				insert into tracker_links (connection_id, task_number, project, issue, stage)
				values (?, 999999, 'p', '5', 'JOINED')""").param(id.value()).update();
		assertThat(body(page + "/remove")).contains("One link ends");
		assertThat(location(this.ada.submit(page + "/remove", "_once", "rm"))).isEqualTo("/admin/trackers?removed");
		assertThat(this.ada.open(page).statusCode()).isEqualTo(404);
		assertThat(this.jdbc.sql("select token from tracker_connections where id = ?")
			.param(id.value())
			.query(String.class)
			.single()).isEmpty();
		assertThat(this.jdbc.sql("select stage from tracker_links where connection_id = ?")
			.param(id.value())
			.query(String.class)
			.list()).containsExactly("ENDED");
		assertThat(location(connect(this.name, "t0ken", "again"))).contains("/" + id.value() + "?");
	}

	@Test
	void acts_of_a_moment_are_done_once_and_say_so() {
		String page = made();
		this.ada.submit(page + "/go", "_once", "go");
		for (String act : List.of("/poll", "/sweep")) {
			assertThat(location(this.ada.submit(page + act, "_once", "a"))).endsWith("?asked");
		}
		this.ada.submit(page + "/pause", "_once", "pause");
		assertThat(body(page)).contains("Paused by " + ADMIN);
		this.ada.submit(page + "/go", "_once", "go on");
		assertThat(body(page)).doesNotContain("Paused by");
	}

}
