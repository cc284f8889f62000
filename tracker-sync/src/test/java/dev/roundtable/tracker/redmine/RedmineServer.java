package dev.roundtable.tracker.redmine;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Debian's Redmine on a free port of the loopback, with data of its own in a folder that
 * goes with it. One serves all tests of a run; several runs do not meet.
 */
final class RedmineServer {

	/**
	 * Redmine takes an instance for a folder below its own. These lead to the root from
	 * there, whether or not links are followed on the way.
	 */
	private static final String ROOT = "../../../../..";

	/** Seconds on a machine of its own; many minutes where others want the processor too. */
	private static final Duration START = Duration.ofMinutes(12);

	private static @Nullable RedmineServer running;

	private final URI base;

	private final JsonNode seeded;

	private final HttpClient client = HttpClient.newHttpClient();

	private RedmineServer(URI base, JsonNode seeded) {
		this.base = base;
		this.seeded = seeded;
	}

	static synchronized RedmineServer running() throws IOException {
		if (running == null) {
			DebianPackages.install();
			running = start(folder(), freePort());
		}
		return running;
	}

	private static RedmineServer start(Path folder, int port) throws IOException {
		Path log = folder.resolve("puma.log");
		List<String> command = new ArrayList<>();
		if (DebianPackages.isRoot()) {
			// Nothing of it runs as root: the package's own account is there for that.
			run("chown", "-R", "www-data:www-data", folder.toString());
			command.addAll(List.of("runuser", "-u", "www-data", "--"));
		}
		command.addAll(List.of("env", "RAILS_ENV=production", "X_DEBIAN_SITEID=" + ROOT + folder, "HOME=" + folder,
				"puma", "-b", "tcp://127.0.0.1:" + port, "-e", "production", "-t", "1:5",
				folder.resolve("config.ru").toString()));
		Process process = new ProcessBuilder(command).directory(Path.of("/usr/share/redmine").toFile())
			.redirectErrorStream(true)
			.redirectOutput(log.toFile())
			.start();
		Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(process, folder)));
		URI base = URI.create("http://127.0.0.1:" + port);
		awaitAnswer(base, process, log);
		return new RedmineServer(base, JsonMapper.shared().readTree(Files.readString(folder.resolve("seeded.json"))));
	}

	private static void stop(Process process, Path folder) {
		process.descendants().forEach(ProcessHandle::destroy);
		process.destroy();
		try {
			if (!process.waitFor(10, TimeUnit.SECONDS)) {
				process.descendants().forEach(ProcessHandle::destroyForcibly);
				process.destroyForcibly();
			}
			try (Stream<Path> files = Files.walk(folder)) {
				for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
					Files.deleteIfExists(file);
				}
			}
		}
		catch (IOException ex) {
			// A file more in the temporary folder.
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private static Path folder() throws IOException {
		Path folder = Files.createTempDirectory("roundtable-redmine-");
		for (String name : List.of("config", "files", "log", "tmp/cache", "public")) {
			Files.createDirectories(folder.resolve(name));
		}
		Files.writeString(folder.resolve("config/database.yml"), """
				production:
				  adapter: sqlite3
				  database: %s/redmine.db
				  encoding: utf8
				  timeout: 20000
				""".formatted(folder));
		byte[] secret = new byte[32];
		ThreadLocalRandom.current().nextBytes(secret);
		Files.writeString(folder.resolve("config/secret_key.txt"), HexFormat.of().formatHex(secret));
		try (InputStream seed = RedmineServer.class.getResourceAsStream("/redmine/config.ru")) {
			Files.copy(Objects.requireNonNull(seed), folder.resolve("config.ru"));
		}
		return folder;
	}

	private static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			return socket.getLocalPort();
		}
	}

	private static void awaitAnswer(URI base, Process process, Path log) throws IOException {
		long end = System.nanoTime() + START.toNanos();
		while (System.nanoTime() < end && process.isAlive()) {
			try (HttpClient client = HttpClient.newHttpClient()) {
				client.send(HttpRequest.newBuilder(base).timeout(Duration.ofSeconds(60)).build(),
						HttpResponse.BodyHandlers.discarding());
				return;
			}
			catch (IOException ex) {
				pause(Duration.ofMillis(200));
			}
			catch (InterruptedException ex) {
				throw interrupted(ex);
			}
		}
		String said = Files.readString(log);
		process.descendants().forEach(ProcessHandle::destroy);
		process.destroy();
		throw new IllegalStateException("Redmine did not start:\n" + said);
	}

	static void pause(Duration time) {
		try {
			Thread.sleep(time);
		}
		catch (InterruptedException ex) {
			throw interrupted(ex);
		}
	}

	private static IllegalStateException interrupted(InterruptedException ex) {
		Thread.currentThread().interrupt();
		return new IllegalStateException(ex);
	}

	static void run(String... command) throws IOException {
		try {
			if (new ProcessBuilder(command).inheritIO().start().waitFor() != 0) {
				throw new IllegalStateException("this failed: " + String.join(" ", command));
			}
		}
		catch (InterruptedException ex) {
			throw interrupted(ex);
		}
	}

	URI base() {
		return this.base;
	}

	/**
	 * The key of an account: robot (an administrator), dora (manager), rita (reporter).
	 */
	String key(String login) {
		return this.seeded.path(login).asString();
	}

	/** A number that was given out when the data was made. */
	int number(String name) {
		return this.seeded.path(name).asInt();
	}

	/** What somebody does there, by the API and nothing of ours. */
	Reply ask(String login, String method, String path, @Nullable Object body, String... headers) {
		HttpRequest.Builder request = HttpRequest.newBuilder(this.base.resolve(path))
			.timeout(Duration.ofSeconds(60))
			.setHeader("X-Redmine-API-Key", key(login))
			.setHeader("Content-Type", "application/json")
			.method(method,
					(body != null) ? HttpRequest.BodyPublishers.ofString(JsonMapper.shared().writeValueAsString(body))
							: HttpRequest.BodyPublishers.noBody());
		for (int at = 0; at < headers.length; at += 2) {
			request.setHeader(headers[at], headers[at + 1]);
		}
		try {
			HttpResponse<String> response = this.client.send(request.build(), HttpResponse.BodyHandlers.ofString());
			return new Reply(response.statusCode(), response.body());
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
		catch (InterruptedException ex) {
			throw interrupted(ex);
		}
	}

	record Reply(int status, String body) {

		JsonNode json() {
			return JsonMapper.shared().readTree(this.body);
		}

		/** What was asked for was done, as far as it says. */
		Reply done() {
			if (this.status >= 300) {
				throw new IllegalStateException(this.status + " " + this.body);
			}
			return this;
		}

	}

}
