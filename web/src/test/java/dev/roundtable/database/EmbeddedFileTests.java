package dev.roundtable.database;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import com.zaxxer.hikari.HikariDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

/**
 * The embedded file under kills, constant writing and a full disk. With
 * {@code -Droundtable.test.kills=100} the first test takes its time.
 */
class EmbeddedFileTests {

	private static final int KILLS = Integer.getInteger("roundtable.test.kills", 4);

	@TempDir
	private Path folder;

	@Test
	void what_was_acknowledged_is_there_whole_after_every_kill() throws Exception {
		Random chance = new Random();
		Set<Long> acknowledged = new HashSet<>();
		for (int kill = 0; kill < KILLS; kill++) {
			Process writer = start("exec");
			try (BufferedReader said = writer.inputReader()) {
				String first = said.readLine();
				acknowledged.add(Long.parseLong(first));
				int more = 50 + chance.nextInt(400);
				for (int i = 0; i < more; i++) {
					acknowledged.add(Long.parseLong(said.readLine()));
				}
				writer.destroyForcibly();
				said.lines().filter((line) -> line.matches("[0-9]+")).map(Long::parseLong).forEach(acknowledged::add);
			}
			catch (IOException | java.io.UncheckedIOException closed) {
				// The end of what it said.
			}
			finally {
				writer.destroyForcibly();
			}
			writer.waitFor();
			try (Connection file = DriverManager.getConnection(EmbeddedUrl.of(file()), "sa", "")) {
				assertThat(ids(file, "select id from posts")).containsAll(acknowledged);
				assertNothingIsTorn(file);
			}
		}
	}

	private static void assertNothingIsTorn(Connection file) throws SQLException {
		assertThat(ids(file, "select id from posts")).isEqualTo(ids(file, "select post from journal"));
		for (String torn : List.of(
				"select id from topics t where floors <> (select count(*) from posts p where p.topic = t.id)",
				"select id from topics t where floors <> (select count(*) from journal j where j.topic = t.id)")) {
			assertThat(ids(file, torn)).as(torn).isEmpty();
		}
	}

	@Test
	void the_file_stays_small_under_constant_writing_and_shrinks_afterwards() throws Exception {
		int writes = 8000;
		long text = writes * 3200L;
		Path file = Path.of(file() + ".mv.db");
		try (HikariDataSource pool = Writer.open(file())) {
			Writer.prepare(pool);
			try (ExecutorService writers = Executors.newFixedThreadPool(8)) {
				for (int i = 0; i < writes; i++) {
					writers.submit(() -> Writer.write(pool));
				}
			}
			assertThat(Files.size(file)).isLessThan(4 * text);
			await().atMost(Duration.ofSeconds(60))
				.untilAsserted(() -> assertThat(Files.size(file)).isLessThan(2 * text));
		}
	}

	@Test
	void writing_goes_on_by_itself_when_a_full_disk_has_room_again() throws Exception {
		assumeThat(Files.isExecutable(Path.of("/usr/bin/prlimit"))).as("prlimit lifts the limit of a running process")
			.isTrue();
		// In blocks of 1 KiB: a file that may not grow is a full disk without special
		// rights.
		Process writer = start("ulimit -S -f 6000; exec");
		List<Long> acknowledged = new ArrayList<>();
		try (BufferedReader said = writer.inputReader()) {
			String word = said.readLine();
			while (!word.equals("refused")) {
				if (word.matches("[0-9]+")) {
					acknowledged.add(Long.parseLong(word));
				}
				word = said.readLine();
			}
			new ProcessBuilder("prlimit", "--pid", Long.toString(writer.pid()), "--fsize=unlimited:unlimited").start()
				.waitFor(10, TimeUnit.SECONDS);
			long before = acknowledged.size();
			long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
			while (acknowledged.size() < before + 200 && System.nanoTime() < end) {
				word = said.readLine();
				if (word.matches("[0-9]+")) {
					acknowledged.add(Long.parseLong(word));
				}
			}
			assertThat(acknowledged.size()).isGreaterThanOrEqualTo((int) before + 200);
		}
		finally {
			writer.destroyForcibly().waitFor();
		}
		try (Connection file = DriverManager.getConnection(EmbeddedUrl.of(file()), "sa", "")) {
			assertThat(ids(file, "select id from posts")).containsAll(acknowledged);
			assertNothingIsTorn(file);
		}
	}

	private Path file() {
		return this.folder.resolve("roundtable");
	}

	private Process start(String shell) throws IOException {
		String java = Path.of(System.getProperty("java.home"), "bin/java").toString();
		return new ProcessBuilder("bash", "-c", shell + " \"$@\"", "bash", java, "-XX:TieredStopAtLevel=1", "-Xmx256m",
				"-cp", System.getProperty("java.class.path"), Writer.class.getName(), file().toString())
			.redirectError(this.folder.resolve("writer.log").toFile())
			.start();
	}

	private static Set<Long> ids(Connection file, String sql) throws SQLException {
		Set<Long> ids = new HashSet<>();
		try (var statement = file.createStatement(); ResultSet rows = statement.executeQuery(sql)) {
			while (rows.next()) {
				ids.add(rows.getLong(1));
			}
		}
		return ids;
	}

}
