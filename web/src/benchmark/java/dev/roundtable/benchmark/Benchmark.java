package dev.roundtable.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import dev.roundtable.journeys.ServerProcess;
import org.jspecify.annotations.Nullable;

import org.springframework.util.FileSystemUtils;

/**
 * Starts the packed application on a folder of data, lets Gatling knock at it, and prints
 * one table: what each page does a second, and how that compares with a static file of
 * the same server in the same run.
 */
public final class Benchmark {

	private Benchmark() {
	}

	public static void main(String[] args) throws Exception {
		Path out = Files.createDirectories(Path.of(setting("out")));
		Path data = copy(Path.of(setting("data")), out.resolve("data"));
		String password = "benchmark " + Math.abs(out.hashCode());
		String name = "bench" + Long.toString(System.currentTimeMillis(), 36);
		List<String> settings = new ArrayList<>(List.of(
				"--spring.datasource.url=jdbc:h2:file:" + data.toAbsolutePath().resolve("roundtable")
						+ ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH;WRITE_DELAY=0",
				"--roundtable.elasticsearch.data=" + data.toAbsolutePath().resolve("elasticsearch"),
				"--roundtable.elasticsearch.home=" + setting("elasticsearch")));
		long begin = System.nanoTime();
		try (ServerProcess server = ServerProcess.start(Path.of(setting("jar")), out.resolve("server"), name, password,
				settings.toArray(String[]::new))) {
			System.out.printf("The application answers after %.1f s%n", (System.nanoTime() - begin) / 1e9);
			Plan plan = new Material(server.url(), name, password).plan(Integer.parseInt(setting("users")),
					Duration.ofSeconds(Long.parseLong(setting("seconds"))));
			System.out.println(plan.topics().size() + " topics of 20 floors, " + plan.users() + " users, static file "
					+ plan.asset());
			gatling(plan, out);
			Table table = Table.read(newest(out.resolve("gatling")), plan.time());
			String text = table.text() + "\nresident memory of the application: " + server.megabytes() + " MB\n";
			System.out.println(text);
			Files.writeString(out.resolve("table.txt"), text);
		}
	}

	/** We write replies while we measure: the data itself stays as it is. */
	private static Path copy(Path data, Path to) throws IOException {
		FileSystemUtils.deleteRecursively(to);
		Files.createDirectories(to);
		if (Files.isDirectory(data)) {
			FileSystemUtils.copyRecursively(data, to);
		}
		return to;
	}

	private static void gatling(Plan plan, Path out) throws IOException, InterruptedException {
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin/java").toString(), "-Xmx1g",
						"--add-opens=java.base/java.lang=ALL-UNNAMED", "-cp", System.getProperty("java.class.path")));
		command.addAll(plan.toSystemProperties());
		command.addAll(List.of("io.gatling.app.Gatling", "--simulation", Load.class.getName(), "--results-folder",
				out.resolve("gatling").toString()));
		Path log = out.resolve("gatling.log");
		int status = new ProcessBuilder(command).redirectErrorStream(true)
			.redirectOutput(log.toFile())
			.start()
			.waitFor();
		if (status != 0) {
			throw new IllegalStateException("Gatling failed with " + status + ", see " + log);
		}
	}

	private static Path newest(Path results) throws IOException {
		try (Stream<Path> runs = Files.list(results)) {
			return runs.filter(Files::isDirectory).max((a, b) -> modified(a).compareTo(modified(b))).orElseThrow();
		}
	}

	private static Long modified(Path file) {
		return file.toFile().lastModified();
	}

	private static String setting(String name) {
		@Nullable String value = System.getProperty("benchmark." + name);
		return Objects.requireNonNull(value, "-Dbenchmark." + name);
	}

}
