package dev.roundtable.http;

import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.Statement;
import java.util.Arrays;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

import javax.sql.DataSource;

import com.jayway.jsonpath.JsonPath;
import dev.roundtable.Browser;
import dev.roundtable.RoundtableTest;
import dev.roundtable.stores.World;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

import static org.assertj.core.api.Assertions.assertThat;

/** Whatever is sent twice, by whichever form or program, happens once. */
class OnceKeysTests extends RoundtableTest {

	/** Nothing is made that could be there twice: what was read stays read. */
	private static final Set<String> NOTHING_MADE = Set.of("/language", "/preview", "/similar", "/sign-in",
			"/sign-in/again", "/sign-in/code", "/sign-in/passkey", "/sign-in/passkey/options",
			"/sign-in/with/{provider}", "/settings/federation/link", "/settings/passkeys/begin", "/sign-out",
			"/settings/data", "/notifications/read", "/notifications/{id}/read", "/t/{id}/seen", "/tasks/{number}/seen",
			"/messages/{id}/seen", "/unsubscribe", "/hooks/trackers/{connection}");

	private static final AtomicInteger NUMBER = new AtomicInteger();

	@Autowired
	@Qualifier("requestMappingHandlerMapping")
	private RequestMappingHandlerMapping handlers;

	@Autowired
	private DataSource database;

	private final int number = NUMBER.incrementAndGet();

	private final String board = "once-" + this.number;

	private Browser administrator = browser();

	private int topic;

	@BeforeEach
	void makePlace() {
		this.administrator = program(ADMIN);
		this.administrator.json("POST", "/api/v1/boards",
				"{\"slug\":\"%s\",\"name\":\"%s\"}".formatted(this.board, this.board));
		HttpResponse<String> made = post(this.administrator, "Place " + this.number);
		assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
		this.topic = JsonPath.read(made.body(), "$.id");
	}

	private Browser program(String name) {
		HttpResponse<String> made = browser().withBasic(name, PASSWORD)
			.json("POST", "/api/v1/tokens", "{\"name\":\"once\"}");
		return browser().with("Authorization", "Bearer " + JsonPath.read(made.body(), "$.token"));
	}

	private HttpResponse<String> post(Browser program, String title) {
		return program.json("POST", "/api/v1/topics",
				"{\"board\":\"%s\",\"kind\":\"BUG\",\"title\":\"%s\",\"body\":\"Text\"}".formatted(this.board, title));
	}

	private Browser fan(String name) {
		Browser fan = registered(name + this.number);
		fan.open("/t/" + this.topic);
		fan.open("/settings");
		return fan;
	}

	private long topics(String title) {
		return this.jdbc.sql("select count(*) from topics where title = ?").param(title).query(Long.class).single();
	}

	private long replies(String body) {
		return this.jdbc.sql("select count(*) from posts where topic_id = ? and body = ?")
			.param(this.topic)
			.param(body)
			.query(Long.class)
			.single();
	}

	private String replyTo() {
		return "/t/" + this.topic + "/replies";
	}

	private static String location(HttpResponse<String> answer) {
		return answer.headers().firstValue("Location").orElse("none: " + answer.statusCode());
	}

	@Test
	void every_post_takes_a_key_unless_it_makes_nothing() {
		Set<String> without = this.handlers.getHandlerMethods()
			.entrySet()
			.stream()
			.filter((one) -> one.getValue().getBeanType().getName().startsWith("dev.roundtable."))
			.filter((one) -> one.getKey().getMethodsCondition().getMethods().contains(RequestMethod.POST))
			.filter((one) -> !takesKey(one.getValue()))
			.flatMap((one) -> one.getKey().getPatternValues().stream())
			.collect(Collectors.toSet());
		assertThat(without).containsExactlyInAnyOrderElementsOf(NOTHING_MADE);
	}

	private static boolean takesKey(HandlerMethod handler) {
		return Arrays.asList(handler.getMethod().getParameterTypes()).contains(OnceKey.class);
	}

	@Test
	void many_tasks_changed_twice_with_one_key_are_changed_once_and_told_twice() {
		int number = JsonPath.read(this.administrator.json("POST", "/api/v1/tasks", "{\"title\":\"Bulk\"}").body(),
				"$.number");
		Browser program = this.administrator.with("Idempotency-Key", "bulk-" + this.number);
		String bulk = "{\"tasks\":[{\"number\":%d,\"version\":1}],\"set\":{\"status\":\"confirmed\"}}"
			.formatted(number);
		String first = program.json("POST", "/api/v1/tasks/bulk", bulk).body();
		assertThat(program.json("POST", "/api/v1/tasks/bulk", bulk).body()).isEqualTo(first);
		assertThat(first).contains("\"done\":true");
		program.with("Idempotency-Key", "another-" + this.number);
		assertThat(program.json("POST", "/api/v1/tasks/bulk", bulk).body()).contains("\"stale\"");
	}

	@Test
	void a_form_sent_twice_writes_once_and_leads_to_the_same_floor() {
		Browser fan = fan("plain_");
		HttpResponse<String> first = fan.submit(replyTo(), "body", "plain", "_once", "k");
		assertThat(location(first)).contains("#floor-2");
		assertThat(location(fan.submit(replyTo(), "body", "plain", "_once", "k"))).isEqualTo(location(first));
		assertThat(replies("plain")).isOne();
		assertThat(location(fan.submit(replyTo(), "body", "another", "_once", "k"))).contains("#floor-3");
	}

	@Test
	void a_form_whose_type_is_spelt_unusually_writes_once() {
		Browser fan = fan("spelt_");
		String form = "_csrf=" + fan.csrf() + "&body=spelt&_once=k";
		for (int i = 0; i < 2; i++) {
			assertThat(location(fan.post(replyTo(), "Application/X-WWW-Form-Urlencoded;charset=utf-8", form)))
				.contains("#floor-2");
		}
		assertThat(replies("spelt")).isOne();
	}

	@Test
	void a_form_of_many_parts_writes_once() {
		Browser fan = fan("parts_");
		StringBuilder form = new StringBuilder();
		List.of(List.of("_csrf", fan.csrf()), List.of("body", "parts"), List.of("_once", "k"))
			.forEach((field) -> form.append("--x\r\nContent-Disposition: form-data; name=\"")
				.append(field.get(0))
				.append("\"\r\n\r\n")
				.append(field.get(1))
				.append("\r\n"));
		for (int i = 0; i < 2; i++) {
			assertThat(location(fan.post(replyTo(), "multipart/form-data; boundary=x", form + "--x--\r\n")))
				.contains("#floor-2");
		}
		assertThat(replies("parts")).isOne();
	}

	@Test
	void a_vote_of_a_fragment_counts_once_and_shows_the_count_again() {
		Browser fan = fan("vote_").with("HX-Request", "true");
		for (int i = 0; i < 2; i++) {
			HttpResponse<String> answer = fan.submit("/t/" + this.topic + "/vote", "_once", "k");
			assertThat(answer.statusCode()).isEqualTo(200);
			assertThat(answer.body()).contains("id=\"vote\"").contains("/unvote").doesNotContain("<html");
		}
		assertThat(this.jdbc.sql("select count(*) from topic_votes where topic_id = ?")
			.param(this.topic)
			.query(Long.class)
			.single()).isOne();
	}

	@Test
	void a_program_that_uses_a_key_for_another_text_or_another_place_is_told_so() {
		Browser program = this.administrator.with("Idempotency-Key", "mixed");
		assertThat(post(program, "Mixed " + this.number).statusCode()).isEqualTo(201);
		HttpResponse<String> other = post(program, "Other " + this.number);
		assertThat(other.statusCode()).isEqualTo(422);
		assertThat(JsonPath.<String>read(other.body(), "$.type")).isEqualTo("/problems/key-reused");
		assertThat(topics("Other " + this.number)).isZero();
		assertThat(program.json("POST", "/api/v1/topics/" + this.topic + "/posts", "{\"body\":\"x\"}").statusCode())
			.isEqualTo(422);
	}

	@Test
	void of_eight_at_once_one_writes_and_the_others_are_told_of_it() throws Exception {
		String title = "Eight " + this.number;
		Browser program = this.administrator.with("Idempotency-Key", "eight");
		Callable<HttpResponse<String>> send = () -> post(program, title);
		List<HttpResponse<String>> answers = World.atOnce(8, Collections.nCopies(8, send));
		Set<String> made = answers.stream()
			.filter((answer) -> answer.statusCode() == 201)
			.map(OnceKeysTests::location)
			.collect(Collectors.toSet());
		assertThat(made).hasSize(1);
		assertThat(answers).allMatch((answer) -> answer.statusCode() == 201
				|| answer.statusCode() == 409 && answer.body().contains("/problems/in-progress"));
		assertThat(topics(title)).isOne();
	}

	@Test
	void who_waits_long_for_her_first_request_is_told_that_it_is_at_work() throws Exception {
		Browser program = this.administrator.with("Idempotency-Key", "first");
		String title = "First " + this.number;
		List<String> others = keys();
		assertThat(post(program, title).statusCode()).isEqualTo(201);
		List<String> hers = keys();
		hers.removeAll(others);
		assertThat(hers).hasSize(1);
		String fingerprint = this.jdbc.sql("select fingerprint from once_keys where id = ?")
			.param(hers.getFirst())
			.query(String.class)
			.single();
		this.jdbc.sql("delete from once_keys where id = ?").param(hers.getFirst()).update();
		try (Connection first = this.database.getConnection(); Statement claim = first.createStatement()) {
			first.setAutoCommit(false);
			claim.executeUpdate("insert into once_keys (id, fingerprint, created_at) values ('%s', '%s', now())"
				.formatted(hers.getFirst(), fingerprint));
			HttpResponse<String> second = post(program, title);
			assertThat(second.statusCode()).isEqualTo(409);
			assertThat(second.body()).contains("/problems/in-progress");
			first.rollback();
		}
		assertThat(topics(title)).isOne();
	}

	private List<String> keys() {
		return new ArrayList<>(this.jdbc.sql("select id from once_keys").query(String.class).list());
	}

	@Test
	void a_fan_whose_board_was_closed_is_not_told_what_she_made_there() {
		fan("closed_");
		Browser program = program("closed_" + this.number).with("Idempotency-Key", "closed");
		String title = "Closed " + this.number;
		assertThat(post(program, title).statusCode()).isEqualTo(201);
		assertThat(this.administrator
			.json("PATCH", "/api/v1/boards/" + this.board, "{\"readers\":\"team\",\"writers\":\"team\"}")
			.statusCode()).isEqualTo(200);
		HttpResponse<String> again = post(program, title);
		assertThat(again.statusCode()).isGreaterThanOrEqualTo(400);
		assertThat(again.body()).doesNotContain(title).doesNotContain("/t/");
	}

	@Test
	void who_lost_her_role_is_refused_although_she_did_it_before() {
		String name = "demoted_" + this.number;
		registered(name);
		Browser admin = admin();
		admin.open("/admin/people?q=" + name);
		long id = Objects.requireNonNull(
				this.jdbc.sql("select id from accounts where name = ?").param(name).query(Long.class).single());
		admin.submit("/admin/people/" + id + "/role", "role", "ENGINEER", "_once", "up");
		Browser program = program(name).with("Idempotency-Key", "demoted");
		String task = "{\"kind\":\"BUG\",\"title\":\"Demoted\",\"body\":\"x\"}";
		assertThat(program.json("POST", "/api/v1/tasks", task).statusCode()).isEqualTo(201);
		assertThat(program.json("POST", "/api/v1/tasks", task).statusCode()).isEqualTo(201);
		admin.submit("/admin/people/" + id + "/role", "role", "FAN", "_once", "down");
		assertThat(program.json("POST", "/api/v1/tasks", task).statusCode()).isIn(401, 403);
	}

}
