package dev.roundtable.journeys;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import dev.roundtable.database.EmbeddedUrl;
import dev.roundtable.journeys.Api.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Being told to stop is nothing to complain of. */
class StoppingIT {

	private static final Path JAR = Path.of(System.getProperty("roundtable.test.jar", "no jar: use mvn verify"));

	private static final String NAME = "keeper";

	private static final int WRITERS = 4;

	private final AtomicInteger written = new AtomicInteger();

	private final AtomicInteger broken = new AtomicInteger();

	private final AtomicBoolean over = new AtomicBoolean();

	@Test
	void who_is_told_to_stop_amid_writing_ends_what_it_began_and_finds_no_database_closed(@TempDir Path data)
			throws Exception {
		Path log = data.resolve("server.log");
		int before;
		ServerProcess server = ServerProcess.start(JAR, data, NAME, RunningSite.PASSWORD, settings(data));
		try (server) {
			Api keeper = Api.anonymous(server.url()).as(NAME, RunningSite.PASSWORD);
			keeper.post("/boards", Map.of("slug", "stop", "name", "Stop"));
			try (ExecutorService writers = Executors.newFixedThreadPool(WRITERS)) {
				for (int i = 0; i < WRITERS; i++) {
					writers.submit(() -> write(keeper));
				}
				await().atMost(Duration.ofSeconds(60)).until(() -> this.written.get() > 40);
				before = Files.readAllLines(log).size();
				server.close();
				this.over.set(true);
				writers.shutdown();
				assertThat(writers.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
			}
		}
		assertThat(Files.readAllLines(log)).as("what it says of its stop")
			.filteredOn((line) -> line.contains("Graceful shutdown complete"))
			.isNotEmpty();
		assertThat(Files.readAllLines(log).subList(before, Files.readAllLines(log).size()))
			.filteredOn((line) -> line.contains(" WARN ") || line.contains(" ERROR ") || line.contains("90121"))
			.isEmpty();
		assertThat(this.broken).as("answers of the kind 5xx").hasValue(0);
	}

	/** Until nobody is there to answer. */
	private void write(Api api) {
		while (!this.over.get()) {
			try {
				String marker = UUID.randomUUID().toString();
				Answer answer = api.post("/topics",
						Map.of("board", "stop", "kind", "BUG", "title", marker, "body", "Stop"), marker);
				if (answer.status() >= 500) {
					this.broken.incrementAndGet();
				}
				else {
					this.written.incrementAndGet();
				}
			}
			catch (IOException gone) {
				return;
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
				return;
			}
		}
	}

	private static String[] settings(Path data) {
		return new String[] { "--spring.datasource.url=" + EmbeddedUrl.of(data.resolve("roundtable")),
				"--roundtable.elasticsearch.enabled=false", "--roundtable.limits.enabled=false" };
	}

}
