package dev.roundtable.http;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import com.jayway.jsonpath.JsonPath;
import dev.roundtable.Browser;
import dev.roundtable.RoundtableTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class IdempotencyTests extends RoundtableTest {

	private Browser program = browser();

	@BeforeEach
	void makeToken() {
		HttpResponse<String> made = browser().withBasic(ADMIN, PASSWORD)
			.json("POST", "/api/v1/tokens", "{\"name\":\"probe\"}");
		this.program = browser().with("Authorization", "Bearer " + JsonPath.read(made.body(), "$.token"));
	}

	private long written(String text) {
		return this.jdbc.sql("select count(*) from journal where action = 'probe' and subject = :text")
			.param("text", text)
			.query(Long.class)
			.single();
	}

	private static String note(String text) {
		return "{\"text\":\"" + text + "\"}";
	}

	@Test
	void a_repeated_request_gets_the_first_answer_and_changes_nothing() {
		this.program.with("Idempotency-Key", "repeat");
		HttpResponse<String> first = this.program.json("POST", "/api/v1/probe", note("once"));
		HttpResponse<String> second = this.program.json("POST", "/api/v1/probe", note("once"));
		assertThat(first.statusCode()).isEqualTo(201);
		assertThat(second.statusCode()).isEqualTo(201);
		assertThat(second.body()).isEqualTo(first.body()).contains("once");
		assertThat(second.headers().firstValue("Location")).hasValue("/probe/once");
		assertThat(second.headers().firstValue("Content-Type")).isEqualTo(first.headers().firstValue("Content-Type"));
		assertThat(written("once")).isEqualTo(1);
	}

	@Test
	void a_key_that_comes_with_other_contents_is_refused() {
		this.program.with("Idempotency-Key", "reuse");
		this.program.json("POST", "/api/v1/probe", note("reuse-a"));
		HttpResponse<String> other = this.program.json("POST", "/api/v1/probe", note("reuse-b"));
		assertThat(other.statusCode()).isEqualTo(422);
		assertThat(JsonPath.<String>read(other.body(), "$.type")).isEqualTo("/problems/key-reused");
		assertThat(written("reuse-b")).isZero();
	}

	@Test
	void what_failed_left_nothing_behind_and_may_be_sent_again() {
		this.program.with("Idempotency-Key", "failing");
		assertThat(this.program.json("POST", "/api/v1/probe", note("bad-one")).statusCode()).isEqualTo(422);
		assertThat(this.program.json("POST", "/api/v1/probe", note("boom")).statusCode()).isEqualTo(500);
		assertThat(written("bad-one")).isZero();
		assertThat(written("boom")).isZero();
		assertThat(this.program.json("POST", "/api/v1/probe", note("good-one")).statusCode()).isEqualTo(201);
	}

	@Test
	void twins_that_arrive_together_happen_once() throws Exception {
		this.program.with("Idempotency-Key", "twins");
		int twins = 6;
		CyclicBarrier start = new CyclicBarrier(twins);
		Callable<HttpResponse<String>> send = () -> {
			start.await();
			return this.program.json("POST", "/api/v1/probe", note("twin"));
		};
		try (ExecutorService threads = Executors.newFixedThreadPool(twins)) {
			List<Future<HttpResponse<String>>> answers = threads.invokeAll(java.util.Collections.nCopies(twins, send));
			for (Future<HttpResponse<String>> answer : answers) {
				assertThat(answer.get().statusCode()).isIn(201, 409);
			}
		}
		assertThat(written("twin")).isEqualTo(1);
		assertThat(this.program.json("POST", "/api/v1/probe", note("twin")).statusCode()).isEqualTo(201);
	}

	@Test
	void a_form_that_is_pressed_twice_happens_once() {
		Browser browser = registered("double_clicker");
		browser.open("/settings");
		for (int i = 0; i < 2; i++) {
			HttpResponse<String> answer = browser.submit("/probe", "text", "clicked", "_once", "form-key");
			assertThat(answer.statusCode()).isEqualTo(303);
			assertThat(answer.headers().firstValue("Location")).hasValue("/probe/clicked");
		}
		assertThat(written("clicked")).isEqualTo(1);
		HttpResponse<String> changed = browser.submit("/probe", "text", "changed", "_once", "form-key");
		assertThat(changed.headers().firstValue("Location")).as("another text is another form")
			.hasValue("/probe/changed");
	}

	@Test
	void problems_name_the_field_in_the_readers_language() {
		HttpResponse<String> empty = this.program.with("Accept-Language", "zh-TW")
			.json("POST", "/api/v1/probe", note(" "));
		assertThat(empty.statusCode()).isEqualTo(422);
		assertThat(JsonPath.<String>read(empty.body(), "$.errors[0].field")).isEqualTo("text");
		assertThat(JsonPath.<String>read(empty.body(), "$.errors[0].message")).isEqualTo("這裡還沒有填寫內容。");
		assertThat(JsonPath.<String>read(empty.body(), "$.type")).isEqualTo("/problems/bad-input");
	}

	@Test
	void malformed_json_unknown_values_and_broken_text_are_told_apart() {
		assertThat(this.program.json("POST", "/api/v1/probe", "{\"text\":").statusCode()).isEqualTo(400);
		HttpResponse<String> colour = this.program.json("POST", "/api/v1/probe",
				"{\"text\":\"a\",\"colour\":\"BLUE\"}");
		assertThat(colour.statusCode()).isEqualTo(400);
		assertThat(JsonPath.<String>read(colour.body(), "$.errors[0].field")).isEqualTo("colour");
		assertThat(JsonPath.<String>read(colour.body(), "$.errors[0].message")).contains("red", "green");
		for (String broken : new String[] { "\\ud800", "a\\u0000" }) {
			assertThat(this.program.json("POST", "/api/v1/probe", note(broken)).statusCode()).isEqualTo(422);
		}
		HttpResponse<String> number = this.program.open("/api/v1/probe/number?n=x");
		assertThat(number.statusCode()).isEqualTo(400);
		assertThat(JsonPath.<String>read(number.body(), "$.errors[0].field")).isEqualTo("n");
		assertThat(this.program.open("/api/v1/probe/number").statusCode()).isEqualTo(400);
		assertThat(this.program.open("/api/v1/probe/number?n=%00").statusCode()).isEqualTo(400);
		assertThat(this.program.json("PUT", "/api/v1/probe", "{}").statusCode()).isEqualTo(405);
		assertThat(this.program.post("/api/v1/probe", "text/plain", "x").statusCode()).isEqualTo(415);
		assertThat(this.program.json("POST", "/api/v1/probe", note("x".repeat(1_100_000))).statusCode()).isEqualTo(413);
	}

	@Test
	void a_stale_version_and_an_accident_say_what_they_may() {
		HttpResponse<String> stale = this.program.open("/api/v1/probe/stale");
		assertThat(stale.statusCode()).isEqualTo(409);
		assertThat(JsonPath.<Integer>read(stale.body(), "$.current")).isEqualTo(7);
		HttpResponse<String> accident = this.program.json("POST", "/api/v1/probe", note("boom2"));
		assertThat(accident.statusCode()).isEqualTo(500);
		assertThat(accident.body()).contains("\"incident\"")
			.doesNotContain("secret detail")
			.doesNotContain("Exception");
	}

}
