package dev.roundtable.http;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;

import dev.roundtable.people.Accounts;
import dev.roundtable.people.Role;
import dev.roundtable.stores.StoreTest;
import dev.roundtable.stores.World;
import dev.roundtable.writing.Text;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

@StoreTest
class IdempotencyKeysTests {

	private final HttpClient http = HttpClient.newHttpClient();

	private final String api;

	private final String token;

	private final JdbcClient jdbc;

	private final World world;

	IdempotencyKeysTests(Environment environment, Accounts accounts, JdbcClient jdbc, World world)
			throws IOException, InterruptedException {
		this.api = "http://localhost:" + environment.getRequiredProperty("local.server.port") + "/api/v1";
		this.jdbc = jdbc;
		this.world = world;
		String name = "once." + world.board;
		accounts.create(name, "correct horse " + name, Role.ADMINISTRATOR);
		String basic = Base64.getEncoder()
			.encodeToString((name + ":correct horse " + name).getBytes(StandardCharsets.UTF_8));
		HttpRequest request = HttpRequest.newBuilder(URI.create(this.api + "/tokens"))
			.header("Authorization", "Basic " + basic)
			.header("Content-Type", "application/json")
			.POST(BodyPublishers.ofString("{\"name\":\"test\"}"))
			.build();
		String made = this.http.send(request, BodyHandlers.ofString()).body();
		this.token = JsonMapper.shared().readTree(made).get("token").asString();
	}

	@Test
	void a_repeated_post_happens_once_and_gets_the_same_answer() throws Exception {
		String title = "Once " + this.world.board;
		String key = UUID.randomUUID().toString();
		HttpResponse<String> first = post(key, title);
		HttpResponse<String> second = post(key, title);
		assertThat(first.statusCode()).as(first.body()).isEqualTo(201);
		assertThat(second.statusCode()).isEqualTo(201);
		assertThat(second.body()).isEqualTo(first.body());
		assertThat(second.headers().firstValue("Location")).isEqualTo(first.headers().firstValue("Location"));
		assertThat(posted(title)).isOne();
	}

	@Test
	void a_key_is_good_for_one_request_only() throws Exception {
		String key = UUID.randomUUID().toString();
		assertThat(post(key, "One " + this.world.board).statusCode()).isEqualTo(201);
		assertThat(post(key, "Other " + this.world.board).statusCode()).isEqualTo(422);
		assertThat(posted("Other " + this.world.board)).isZero();
	}

	@Test
	void a_refused_post_may_be_mended_under_the_same_key() throws Exception {
		String key = UUID.randomUUID().toString();
		assertThat(post(key, "").statusCode()).isEqualTo(422);
		assertThat(post(key, "Mended " + this.world.board).statusCode()).isEqualTo(201);
	}

	@Test
	void of_eight_twins_at_once_one_happens() throws Exception {
		String title = "Twins " + this.world.board;
		String key = UUID.randomUUID().toString();
		Callable<Integer> post = () -> post(key, title).statusCode();
		List<Integer> answers = World.atOnce(8, Collections.nCopies(8, post));
		assertThat(answers).contains(201).allMatch((status) -> status == 201 || status == 409);
		assertThat(posted(title)).isOne();
	}

	private long posted(String title) {
		return this.jdbc.sql("select count(*) from topics where title = ?").param(title).query(Long.class).single();
	}

	private HttpResponse<String> post(String key, String title) throws IOException, InterruptedException {
		String json = JsonMapper.shared()
			.createObjectNode()
			.put("board", this.world.board)
			.put("kind", "BUG")
			.put("title", title)
			.put("body", "Text")
			.toString();
		return this.http.send(HttpRequest.newBuilder(URI.create(this.api + "/topics"))
			.header("Authorization", "Bearer " + this.token)
			.header("Content-Type", "application/json")
			.header("Idempotency-Key", key)
			.POST(BodyPublishers.ofString(json))
			.build(), BodyHandlers.ofString());
	}

}
