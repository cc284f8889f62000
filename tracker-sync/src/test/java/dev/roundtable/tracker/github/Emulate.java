package dev.roundtable.tracker.github;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** The stateful stand-in for GitHub that npm has, as a process of its own. */
final class Emulate {

	private final URI base;

	private Emulate(URI base) {
		this.base = base;
	}

	/**
	 * @param seen under which address it is asked, and gives out its own
	 */
	static Emulate start(URI seen) throws IOException {
		Path api = NpmPackage.EMULATE.path("dist").resolve("api.js");
		Path script = Files.createTempFile("roundtable-emulate-", ".mjs");
		try (InputStream source = Emulate.class.getResourceAsStream("/github/start.mjs")) {
			Files.write(script, Objects.requireNonNull(source).readAllBytes());
		}
		int port;
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			port = socket.getLocalPort();
		}
		Process process = new ProcessBuilder("node", script.toString(), api.toString(), String.valueOf(port),
				seen.toString())
			.redirectErrorStream(true)
			.start();
		Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
		BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
		StringBuilder said = new StringBuilder();
		for (String line = output.readLine(); !"ready".equals(line); line = output.readLine()) {
			if (line == null) {
				throw new IllegalStateException("emulate did not start:\n" + said);
			}
			said.append(line).append('\n');
		}
		Files.delete(script);
		Thread.ofVirtual().start(() -> output.lines().forEach((line) -> {
		}));
		return new Emulate(URI.create("http://127.0.0.1:" + port));
	}

	URI base() {
		return this.base;
	}

}
