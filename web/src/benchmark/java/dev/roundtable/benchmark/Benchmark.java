package dev.roundtable.benchmark;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;

import dev.roundtable.journeys.ServerProcess;
import org.jspecify.annotations.Nullable;

import static org.awaitility.Awaitility.await;

/**
 * Starts the packed application on a copy of a folder of data, knocks at it, and prints
 * one table: what each page does a second, and how that compares with the same page as a
 * plain file of the same Tomcat. Given another jar ({@code benchmark.against}), does the
 * same to it in turns, a few seconds each: a busy machine is then busy for both. Told how
 * many posts there are to be ({@code benchmark.posts}), makes the data that large first.
 */
public final class Benchmark {

	/** Short ones: what else the machine does then falls on both alike. */
	private static final Duration ROUND = Duration.ofSeconds(1);

	private static final Duration WARM_UP = Duration.ofSeconds(Integer.getInteger("benchmark.warmup", 5));

	private Benchmark() {
	}

	public static void main(String[] args) throws Exception {
		Path out = Files.createDirectories(Path.of(setting("out")));
		Path data = Path.of(setting("data"));
		List<Scenario> scenarios = chosen(System.getProperty("benchmark.only", ""));
		boolean searches = scenarios.stream().anyMatch(Scenario::needsEngine);
		@Nullable Path elasticsearch = searches ? Path.of(setting("elasticsearch")) : null;
		data = grown(data, out);
		data = listed(data, out);
		int rounds = Integer.parseInt(setting("seconds"));
		String against = System.getProperty("benchmark.against", "");
		try (Contender now = Contender.start(Path.of(setting("jar")), data, out.resolve("now"), elasticsearch);
				@Nullable Contender before = against.isBlank() ? null
						: Contender.start(Path.of(against), data, out.resolve("before"), elasticsearch)) {
			Table table = new Table();
			for (Scenario scenario : scenarios) {
				System.out.println("Measuring: " + scenario.title());
				if (scenario == Scenario.STATIC) {
					measureFile(table, now.material(), out, rounds);
				}
				else {
					measure(table, scenario, now, before, rounds);
				}
			}
			String text = table.text() + System.lineSeparator()
					+ (searches ? Freshness.measured(now.material()) + System.lineSeparator() : "") + "resident memory: " + now.megabytes() + " MB"
					+ ((before != null) ? ", before " + before.megabytes() + " MB" : "") + System.lineSeparator();
			System.out.println(text);
			Files.writeString(out.resolve("table.txt"), text);
		}
	}

	/**
	 * The data with as many posts as {@code benchmark.posts} says, kept for the next run;
	 * the data itself where it says nothing. It has no index yet.
	 */
	private static Path grown(Path data, Path out) throws IOException, SQLException {
		String posts = System.getProperty("benchmark.posts", "");
		if (posts.isBlank()) {
			return data;
		}
		Path folder = out.resolve("grown-" + posts);
		if (!Files.exists(folder)) {
			Path growing = Files.createDirectories(out.resolve("growing"));
			Files.copy(data.resolve("roundtable.mv.db"), growing.resolve("roundtable.mv.db"),
					StandardCopyOption.REPLACE_EXISTING);
			System.out.println("The data has grown to " + Growth
				.grow(growing.resolve("roundtable").toAbsolutePath(), Long.parseLong(posts)) + " posts");
			Files.move(growing, folder);
		}
		return folder;
	}

	/** The same with as many tasks as {@code benchmark.tasks} says, beside those there. */
	private static Path listed(Path data, Path out) throws IOException, SQLException {
		String tasks = System.getProperty("benchmark.tasks", "");
		if (tasks.isBlank()) {
			return data;
		}
		Path folder = out.resolve("listed-" + tasks);
		if (!Files.exists(folder)) {
			Path growing = Files.createDirectories(out.resolve("growing"));
			Files.copy(data.resolve("roundtable.mv.db"), growing.resolve("roundtable.mv.db"),
					StandardCopyOption.REPLACE_EXISTING);
			System.out.println("The list has grown by " + tasks + " tasks with "
					+ ListGrowth.grow(growing.resolve("roundtable").toAbsolutePath(), Long.parseLong(tasks)) + " votes");
			Files.move(growing, folder);
		}
		return folder;
	}

	/** Some of them, by parts of their names: {@code home,tasks}. */
	private static List<Scenario> chosen(String only) {
		Predicate<Scenario> wanted = (scenario) -> only.isBlank() || Arrays.stream(only.split(","))
			.anyMatch((part) -> scenario.name().contains(part.strip().toUpperCase(java.util.Locale.ROOT)));
		return Arrays.stream(Scenario.values()).filter(wanted).toList();
	}

	private static void measure(Table table, Scenario scenario, Contender now, @Nullable Contender before,
			int rounds) throws IOException {
		now.run(scenario, WARM_UP);
		if (before != null) {
			before.run(scenario, WARM_UP);
		}
		for (int i = 0; i < rounds; i++) {
			table.add(scenario, now.run(scenario, ROUND));
			if (before != null) {
				table.addBefore(scenario, before.run(scenario, ROUND));
			}
		}
	}

	private static void measureFile(Table table, Material material, Path out, int rounds)
			throws IOException, InterruptedException {
		Path folder = out.resolve("file");
		PlainFile.write(folder, material.page());
		int port = freePort();
		Process server = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin/java").toString(), "-cp",
				System.getProperty("java.class.path"), PlainFile.class.getName(), String.valueOf(port),
				folder.toString(), out.resolve("tomcat").toString())
			.redirectErrorStream(true)
			.redirectOutput(out.resolve("file.log").toFile())
			.start();
		try {
			InetSocketAddress address = new InetSocketAddress("localhost", port);
			Clients clients = new Clients(address, 200, () -> material.request(Scenario.STATIC));
			await().atMost(Duration.ofSeconds(30)).ignoreExceptions().until(() -> clients.run(1, WARM_UP).errors() == 0);
			for (int i = 0; i < rounds; i++) {
				Duration before = ServerProcess.cpu(server);
				Result result = new Clients(address, 200, () -> material.request(Scenario.STATIC))
					.run(Scenario.STATIC.clients(), ROUND);
				result.cost(ServerProcess.cpu(server).minus(before));
				table.add(Scenario.STATIC, result);
			}
		}
		finally {
			server.destroyForcibly().waitFor();
		}
	}

	private static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0)) {
			return socket.getLocalPort();
		}
	}

	private static String setting(String name) {
		@Nullable String value = System.getProperty("benchmark." + name);
		return Objects.requireNonNull(value, "-Dbenchmark." + name);
	}

}
