package dev.roundtable.journeys;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import static org.awaitility.Awaitility.await;

/** The packed application as a process of its own, with everything in one folder. */
public final class ServerProcess implements AutoCloseable {

	private static final HttpClient HTTP = HttpClient.newHttpClient();

	private final Process process;

	private final int port;

	private final Path log;

	private ServerProcess(Process process, int port, Path log) {
		this.process = process;
		this.port = port;
		this.log = log;
	}

	/**
	 * Starts it and waits until it answers. The administrator is made by way of the
	 * environment.
	 */
	public static ServerProcess start(Path jar, Path folder, String administrator, String password, String... settings)
			throws IOException {
		int port = freePort();
		List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin/java").toString(),
				"-jar", jar.toString(), "--server.port=" + port, "--management.server.port=0"));
		command.addAll(List.of(settings));
		Files.createDirectories(folder);
		Path log = folder.resolve("server.log");
		ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true)
			.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
		builder.environment().put("ROUNDTABLE_ADMIN_NAME", administrator);
		builder.environment().put("ROUNDTABLE_ADMIN_PASSWORD", password);
		ServerProcess server = new ServerProcess(builder.start(), port, log);
		server.awaitAnswer();
		return server;
	}

	private static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0)) {
			return socket.getLocalPort();
		}
	}

	private void awaitAnswer() {
		try {
			await().atMost(Duration.ofMinutes(6)).pollInterval(Duration.ofMillis(100)).until(() -> {
				if (!this.process.isAlive()) {
					throw new IllegalStateException("The application ended while it started");
				}
				return answers();
			});
		}
		catch (RuntimeException ex) {
			this.process.destroyForcibly();
			throw new IllegalStateException("The application did not start: " + lastWords(), ex);
		}
	}

	private String lastWords() {
		try {
			List<String> lines = Files.readAllLines(this.log);
			return String.join("\n", lines.subList(Math.max(0, lines.size() - 30), lines.size()));
		}
		catch (IOException ex) {
			return "and left no log";
		}
	}

	private boolean answers() throws InterruptedException {
		try {
			int status = HTTP
				.send(HttpRequest.newBuilder(URI.create(url() + "/actuator/health/readiness")).build(),
						BodyHandlers.discarding())
				.statusCode();
			// A jar of before, which the benchmark compares with, has its health
			// elsewhere.
			return status == 200 || status == 404;
		}
		catch (IOException notYet) {
			return false;
		}
	}

	public String url() {
		return "http://localhost:" + this.port;
	}

	/** SIGKILL: no hook runs, nothing is flushed. */
	void kill() throws InterruptedException {
		this.process.destroyForcibly().waitFor();
	}

	/** Everything it has started that is still there. */
	List<ProcessHandle> children() {
		return this.process.descendants().toList();
	}

	/** Processor time so far. */
	public Duration cpu() {
		return cpu(this.process);
	}

	public static Duration cpu(Process process) {
		return process.info().totalCpuDuration().orElse(Duration.ZERO);
	}

	/** Resident memory in MB, 0 where the system does not tell. */
	public long megabytes() throws IOException {
		Path status = Path.of("/proc/" + this.process.pid() + "/status");
		if (!Files.isReadable(status)) {
			return 0;
		}
		return Files.readAllLines(status)
			.stream()
			.filter((line) -> line.startsWith("VmRSS:"))
			.mapToLong((line) -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
			.sum();
	}

	/** Stops it as Ctrl-C does. */
	@Override
	public void close() {
		this.process.destroy();
		try {
			if (!this.process.waitFor(60, TimeUnit.SECONDS)) {
				this.process.destroyForcibly();
				throw new IllegalStateException("The application did not stop, see " + this.log);
			}
		}
		catch (InterruptedException ex) {
			this.process.destroyForcibly();
			Thread.currentThread().interrupt();
		}
	}

}
