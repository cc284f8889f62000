package dev.roundtable.search.node;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One life of the node, behind a watchdog. */
final class NodeProcess implements AutoCloseable {

	private static final Logger log = LoggerFactory.getLogger(NodeProcess.class);

	private static final Duration STOP_LIMIT = Duration.ofSeconds(20);

	/**
	 * Runs the node and holds the reading end of a pipe whose writing end is ours.
	 * However we end, the system closes the pipe, and the watchdog ends the node: first
	 * politely, then by force. A Ctrl-C in the terminal is ours to handle, so both ignore
	 * it.
	 */
	private static final String WATCHDOG = """
			trap '' INT HUP
			pidfile=$1
			shift
			exec 3<&0
			"$@" </dev/null 3<&- &
			node=$!
			{
				while read -r line <&3; do :; done
				kill -TERM $node
				i=0
				while kill -0 $node && [ $i -lt 15 ]; do sleep 1; i=$((i+1)); done
				kill -KILL $node $(cat "$pidfile")
			} 2>/dev/null &
			guard=$!
			wait $node
			kill $guard 2>/dev/null
			""";

	private final NodeFolder folder;

	private final Process watchdog;

	private NodeProcess(NodeFolder folder, Process watchdog) {
		this.folder = folder;
		this.watchdog = watchdog;
	}

	static NodeProcess start(NodeFolder folder) throws IOException {
		endLeftover(folder);
		folder.writeConfiguration();
		return launch(folder);
	}

	/** With the configuration that is there. */
	static NodeProcess launch(NodeFolder folder) throws IOException {
		List<String> command = new ArrayList<>(folder.asUser());
		command.addAll(List.of("/bin/sh", "-c", WATCHDOG, "roundtable-watchdog", folder.pidFile().toString()));
		command
			.addAll(List.of(folder.home().resolve("bin/elasticsearch").toString(), "-p", folder.pidFile().toString()));
		ProcessBuilder builder = new ProcessBuilder(command).directory(folder.root().toFile())
			.redirectErrorStream(true)
			.redirectOutput(folder.log().toFile());
		Map<String, String> environment = builder.environment();
		environment.keySet().removeIf((name) -> name.startsWith("ES_") || name.contains("JAVA"));
		environment.put("ES_JAVA_HOME", folder.javaHome().toString());
		environment.put("ES_PATH_CONF", folder.config().toString());
		environment.put("ES_TMPDIR", folder.temp().toString());
		return new NodeProcess(folder, builder.start());
	}

	boolean isAlive() {
		return this.watchdog.isAlive();
	}

	/** The address the node says it bound, or null as long as it did not say. */
	@Nullable URI boundAddress() {
		try {
			Path ports = this.folder.portsFile();
			if (!Files.exists(ports)) {
				return null;
			}
			return Files.readAllLines(ports)
				.stream()
				.findFirst()
				.map((line) -> URI.create("http://" + line))
				.orElse(null);
		}
		catch (IOException | IllegalArgumentException ex) {
			return null;
		}
	}

	@Override
	public void close() throws IOException {
		this.watchdog.getOutputStream().close();
		try {
			if (!this.watchdog.waitFor(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
				this.watchdog.destroyForcibly();
			}
		}
		catch (InterruptedException ex) {
			this.watchdog.destroyForcibly();
			Thread.currentThread().interrupt();
		}
		endLeftover(this.folder);
	}

	/** Ends the node that the pid file names, if it still is our node. */
	private static void endLeftover(NodeFolder folder) throws IOException {
		Optional<ProcessHandle> leftover = folder.recordedPid().flatMap(ProcessHandle::of);
		if (leftover.isPresent() && commandLine(leftover.get()).contains(folder.marker())) {
			log.info("Ending the Elasticsearch process {} that was left from before", leftover.get().pid());
			leftover.get().destroy();
			if (!ends(leftover.get().onExit())) {
				leftover.get().destroyForcibly();
				ends(leftover.get().onExit());
			}
		}
		Files.deleteIfExists(folder.pidFile());
	}

	private static boolean ends(CompletableFuture<ProcessHandle> exit) {
		try {
			exit.get(10, TimeUnit.SECONDS);
			return true;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
		catch (ExecutionException | TimeoutException ex) {
			return false;
		}
	}

	private static String commandLine(ProcessHandle process) throws IOException {
		// Java hides the arguments of processes that belong to another user
		Path linux = Path.of("/proc/" + process.pid() + "/cmdline");
		return Files.isReadable(linux) ? Files.readString(linux, java.nio.charset.StandardCharsets.ISO_8859_1)
				: process.info().commandLine().orElse("");
	}

}
