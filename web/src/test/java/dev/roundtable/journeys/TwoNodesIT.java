package dev.roundtable.journeys;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import dev.roundtable.Browser;
import dev.roundtable.journeys.Api.Answer;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/** Two nodes on one PostgreSQL are one house, and one of them may die. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TwoNodesIT {

	private static final Path JAR = Path.of(System.getProperty("roundtable.test.jar", "no jar: use mvn verify"));

	private static final String KEEPER = "keeper";

	private EmbeddedPostgres database;

	private ServerProcess left;

	private ServerProcess right;

	private String token = "";

	@BeforeAll
	void two_nodes_that_start_at_once(@TempDir Path folder) throws Exception {
		this.database = EmbeddedPostgres.builder()
			.setOverrideWorkingDirectory(folder.resolve("postgres").toFile())
			.setServerConfig("fsync", "off")
			.start();
		try (ExecutorService starters = Executors.newFixedThreadPool(2)) {
			Future<ServerProcess> first = starters.submit(() -> node(folder.resolve("left")));
			Future<ServerProcess> second = starters.submit(() -> node(folder.resolve("right")));
			this.left = first.get();
			this.right = second.get();
		}
		this.token = Api.anonymous(this.left.url()).as(KEEPER, RunningSite.PASSWORD).token();
		for (String board : List.of("open", "closing")) {
			assertThat(at(this.left).post("/boards", Map.of("slug", board, "name", board)).status()).isEqualTo(201);
		}
	}

	private ServerProcess node(Path folder) throws IOException {
		return ServerProcess.start(JAR, folder, KEEPER, RunningSite.PASSWORD,
				"--spring.datasource.url=" + this.database.getJdbcUrl("postgres", "postgres"),
				"--spring.datasource.username=postgres", "--roundtable.elasticsearch.enabled=false",
				"--roundtable.limits.enabled=false");
	}

	@AfterAll
	void stop() throws IOException {
		this.right.close();
		this.left.close();
		this.database.close();
	}

	private Api at(ServerProcess node) {
		return Api.anonymous(node.url()).withToken(this.token);
	}

	private long topic(String board, String title) throws IOException, InterruptedException {
		Answer posted = at(this.left).post("/topics",
				Map.of("board", board, "kind", "BUG", "title", title, "body", "On two nodes"));
		assertThat(posted.status()).as(posted.body()).isEqualTo(201);
		return posted.json().get("id").asLong();
	}

	@Test
	@Order(1)
	void what_is_posted_on_one_is_read_on_the_other() throws Exception {
		long topic = topic("open", "Seen on both");
		assertThat(at(this.right).get("/topics/" + topic).json().get("title").asString()).isEqualTo("Seen on both");
		assertThat(new Browser(this.right.url()).open("/").body()).contains("Seen on both");
	}

	@Test
	@Order(2)
	void who_signs_in_on_one_is_signed_in_on_the_other() {
		Browser there = signedIn();
		Browser here = new Browser(this.right.url());
		here.cookies().putAll(there.cookies());
		assertThat(here.open("/settings").statusCode()).isEqualTo(200);
		there.open("/settings");
		there.submit("/sign-out");
		assertThat(there.open("/settings").statusCode()).isIn(302, 303);
	}

	private Browser signedIn() {
		Browser browser = new Browser(this.left.url());
		browser.open("/sign-in");
		browser.submit("/sign-in", "name", KEEPER, "password", RunningSite.PASSWORD);
		return browser;
	}

	@Test
	@Order(3)
	void a_key_that_is_sent_to_both_at_once_happens_once() throws Exception {
		long topic = topic("open", "Said once");
		for (int i = 0; i < 10; i++) {
			String key = UUID.randomUUID().toString();
			String path = "/topics/" + topic + "/posts";
			Map<String, String> body = Map.of("body", "Said once, " + i);
			List<Answer> answers = atOnce(() -> at(this.left).post(path, body, key),
					() -> at(this.right).post(path, body, key));
			assertThat(answers).extracting(Answer::status).containsOnly(201);
			assertThat(answers.getFirst().json().get("id")).isEqualTo(answers.getLast().json().get("id"));
		}
		assertThat(at(this.right).get("/topics/" + topic).json().get("replies").asInt()).isEqualTo(10);
	}

	private static <T> List<T> atOnce(Callable<T> one, Callable<T> other) throws Exception {
		try (ExecutorService both = Executors.newFixedThreadPool(2)) {
			List<T> results = new ArrayList<>();
			for (Future<T> result : both.invokeAll(List.of(one, other))) {
				results.add(result.get());
			}
			return results;
		}
	}

	@Test
	@Order(4)
	void a_board_that_is_closed_on_one_is_gone_on_the_other_at_once() throws Exception {
		long topic = topic("closing", "Soon the team's");
		Browser reader = new Browser(this.left.url());
		String page = "/t/" + topic + "/soon-the-team-s";
		assertThat(reader.open(page).statusCode()).isLessThan(400);
		assertThat(reader.open("/b/closing").body()).contains("Soon the team");
		assertThat(reader.open("/").body()).contains("Soon the team");
		assertThat(at(this.right).patch("/boards/closing", Map.of("readers", "team")).status()).isEqualTo(200);
		assertThat(reader.open(page).statusCode()).isEqualTo(404);
		assertThat(reader.open("/b/closing").statusCode()).isEqualTo(404);
		assertThat(reader.open("/").body()).doesNotContain("Soon the team");
	}

	@Test
	@Order(5)
	void one_dies_and_nobody_notices() throws Exception {
		long topic = topic("open", "Goes on");
		Browser signedIn = signedIn();
		CountDownLatch some = new CountDownLatch(20);
		List<String> acknowledged;
		try (ExecutorService writer = Executors.newSingleThreadExecutor()) {
			Future<List<String>> written = writer.submit(() -> writeOn(topic, some));
			assertThat(some.await(60, TimeUnit.SECONDS)).isTrue();
			this.left.kill();
			acknowledged = written.get(60, TimeUnit.SECONDS);
		}
		List<String> kept = new ArrayList<>();
		JsonNode page = at(this.right).get("/topics/" + topic + "/posts?limit=100").json();
		page.get("items").values().forEach((post) -> kept.add(post.get("body").asString()));
		assertThat(kept).containsAll(acknowledged).doesNotHaveDuplicates();
		Browser onTheOther = new Browser(this.right.url());
		onTheOther.cookies().putAll(signedIn.cookies());
		assertThat(onTheOther.open("/settings").statusCode()).isEqualTo(200);
		assertThat(onTheOther.open("/t/" + topic + "/goes-on").body()).contains("sign-out");
	}

	/** As a client behind a proxy: whoever does not answer is asked no more. */
	private List<String> writeOn(long topic, CountDownLatch some) throws IOException, InterruptedException {
		List<String> acknowledged = new ArrayList<>();
		ServerProcess node = this.left;
		for (int i = 0; i < 40; i++) {
			String body = "Reply " + i;
			String key = UUID.randomUUID().toString();
			Answer answer;
			try {
				answer = at(node).post("/topics/" + topic + "/posts", Map.of("body", body), key);
			}
			catch (IOException dead) {
				node = this.right;
				answer = at(node).post("/topics/" + topic + "/posts", Map.of("body", body), key);
			}
			assertThat(answer.status()).as(answer.body()).isEqualTo(201);
			acknowledged.add(body);
			some.countDown();
		}
		return acknowledged;
	}

}
