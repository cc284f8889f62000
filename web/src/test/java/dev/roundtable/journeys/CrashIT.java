package dev.roundtable.journeys;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import dev.roundtable.database.EmbeddedUrl;
import dev.roundtable.journeys.Api.Answer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Whatever was acknowledged survives the death of the process at any moment. */
class CrashIT {

	private static final int ROUNDS = 3;

	private static final int WRITERS = 8;

	private static final String NAME = "keeper";

	private static final Path JAR = Path.of(System.getProperty("roundtable.test.jar", "no jar: use mvn verify"));

	private final Queue<Write> acknowledged = new ConcurrentLinkedQueue<>();

	private final Queue<Write> doubtful = new ConcurrentLinkedQueue<>();

	private String token = "";

	/**
	 * @param topic where it replies to, null for a new topic
	 */
	private record Write(String marker, String key, @Nullable Long topic) {

		Answer send(Api api) throws IOException, InterruptedException {
			return (this.topic == null)
					? api.post("/topics", Map.of("board", "crash", "kind", "BUG", "title", this.marker, "body", "崩溃"),
							this.key)
					: api.post("/topics/" + this.topic + "/posts", Map.of("body", this.marker), this.key);
		}

	}

	@Test
	void what_was_acknowledged_survives_kill_9(@TempDir Path data) throws Exception {
		Random chance = new Random();
		for (int round = 1; round <= ROUNDS; round++) {
			try (ServerProcess server = start(data)) {
				prepare(server);
				retryTheDoubtful(server);
				writeUntilKilled(server, 40 + chance.nextInt(160));
			}
		}
		try (ServerProcess server = start(data)) {
			retryTheDoubtful(server);
			searchCatchesUp(server);
		}
		System.out
			.println("Crash test: " + this.acknowledged.size() + " acknowledged writes over " + ROUNDS + " kills");
		JdbcClient database = JdbcClient
			.create(new DriverManagerDataSource(EmbeddedUrl.of(data.resolve("roundtable")), "roundtable", ""));
		everythingIsThereOnce(database);
		nothingIsTorn(database);
	}

	private static ServerProcess start(Path data) throws IOException {
		return ServerProcess.start(JAR, data, NAME, RunningSite.PASSWORD, RunningSite.settings(data));
	}

	private void prepare(ServerProcess server) throws IOException, InterruptedException {
		if (this.token.isEmpty()) {
			Api keeper = Api.anonymous(server.url()).withPassword(NAME, RunningSite.PASSWORD);
			this.token = keeper.post("/tokens", Map.of("name", "crash")).json().get("token").asString();
			api(server).post("/boards", Map.of("slug", "crash", "name", "Crash"));
		}
	}

	private Api api(ServerProcess server) {
		return Api.anonymous(server.url()).withToken(this.token);
	}

	private void writeUntilKilled(ServerProcess server, int enough) throws InterruptedException {
		CountDownLatch acknowledgedEnough = new CountDownLatch(enough);
		try (ExecutorService writers = Executors.newFixedThreadPool(WRITERS)) {
			for (int i = 0; i < WRITERS; i++) {
				writers.submit(() -> write(api(server), acknowledgedEnough));
			}
			assertThat(acknowledgedEnough.await(2, TimeUnit.MINUTES)).isTrue();
			List<ProcessHandle> children = server.children();
			server.kill();
			await().atMost(Duration.ofSeconds(40))
				.untilAsserted(() -> assertThat(children).noneMatch(ProcessHandle::isAlive));
		}
	}

	/** A topic and three replies to it, again and again until nobody answers. */
	private void write(Api api, CountDownLatch counter) {
		@Nullable Long topic = null;
		for (int i = 0;; i++) {
			Write write = new Write("crash" + UUID.randomUUID().toString().replace("-", ""),
					UUID.randomUUID().toString(), (i % 4 == 0) ? null : topic);
			try {
				Answer answer = write.send(api);
				if (answer.status() != 201) {
					throw new IllegalStateException(answer.toString());
				}
				topic = (write.topic() == null) ? Long.valueOf(answer.json().get("id").asLong()) : topic;
				this.acknowledged.add(write);
				counter.countDown();
			}
			catch (IOException killed) {
				this.doubtful.add(write);
				return;
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
				return;
			}
		}
	}

	/**
	 * The writer cannot know whether it happened, and says it again under the same key.
	 */
	private void retryTheDoubtful(ServerProcess server) throws IOException, InterruptedException {
		for (Write write = this.doubtful.poll(); write != null; write = this.doubtful.poll()) {
			Answer answer = write.send(api(server));
			assertThat(answer.status()).as(answer.body()).isEqualTo(201);
			this.acknowledged.add(write);
		}
	}

	private void searchCatchesUp(ServerProcess server) throws IOException, InterruptedException {
		Api reader = Api.anonymous(server.url());
		await().atMost(Duration.ofMinutes(3)).pollInterval(Duration.ofMillis(300)).untilAsserted(() -> {
			JsonNode search = reader.get("/actuator/health").json().get("components").get("search").get("details");
			assertThat(search.get("state").asString()).isEqualTo("READY");
			assertThat(search.get("waiting").asLong()).isZero();
		});
		for (Write write : this.acknowledged.stream().limit(200).toList()) {
			await().atMost(Duration.ofSeconds(20))
				.untilAsserted(() -> assertThat(reader.get("/search?q=" + write.marker()).json().path("total").asLong())
					.isPositive());
		}
	}

	private void everythingIsThereOnce(JdbcClient database) {
		List<String> titles = database.sql("select title from topics").query(String.class).list();
		List<String> replies = database.sql("select body from posts where floor > 1").query(String.class).list();
		assertThat(titles).containsExactlyInAnyOrderElementsOf(markers((write) -> write.topic() == null));
		assertThat(replies).containsExactlyInAnyOrderElementsOf(markers((write) -> write.topic() != null));
	}

	private List<String> markers(java.util.function.Predicate<Write> which) {
		return this.acknowledged.stream().filter(which).map(Write::marker).toList();
	}

	private static void nothingIsTorn(JdbcClient database) {
		for (String torn : List.of("""
				select id from topics t where not exists (select 1 from posts p where p.topic_id = t.id and p.floor = 1)
				""", """
				select id from topics t where not exists (select 1 from task_topics l where l.topic_id = t.id)
				""", """
				select number from tasks t where not exists (select 1 from task_topics l where l.task_number = t.number)
				""", """
				select id from topics t where t.floors <> (select count(*) from posts p where p.topic_id = t.id)
				    or t.floors <> (select max(floor) from posts p where p.topic_id = t.id)
				""")) {
			assertThat(database.sql(torn).query(Long.class).list()).as(torn).isEmpty();
		}
	}

}
