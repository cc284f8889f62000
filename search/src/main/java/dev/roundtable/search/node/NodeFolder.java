package dev.roundtable.search.node;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import com.sun.security.auth.module.UnixSystem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the node runs. Elasticsearch refuses to run as root, so root runs it as nobody,
 * and moves it below {@code /var/tmp} when nobody cannot reach it where it is.
 *
 * @param home the distribution
 * @param javaHome the JDK it runs on
 * @param root holds configuration, data, logs and temporary files
 * @param marker names this node in its command line
 * @param asUser what to put before a command so that it runs as the node's user
 */
record NodeFolder(Path home, Path javaHome, Path root, String marker, int heapMegabytes, List<String> asUser) {

	private static final Logger log = LoggerFactory.getLogger(NodeFolder.class);

	private static final int NOBODY = 65534;

	private static final List<String> AS_NOBODY = List.of("setpriv", "--reuid", "" + NOBODY, "--regid", "" + NOBODY,
			"--clear-groups", "--");

	static NodeFolder prepare(LocalElasticsearch.Settings settings) throws IOException {
		Path home = settings.home().toRealPath();
		Path java = settings.javaHome().toRealPath();
		Path data = settings.data().toRealPath();
		String id = shortHash(data);
		List<String> asUser = (new UnixSystem().getUid() == 0) ? AS_NOBODY : List.of();
		if (!asUser.isEmpty() && !reaches(data, home, java)) {
			Path shelter = shelter(Path.of("/var/tmp/roundtable-" + id));
			log.info("Elasticsearch runs as an unprivileged user that cannot reach {}, so it lives in {}", data,
					shelter);
			home = copied(home, shelter);
			java = reaches(shelter, java) ? java : copied(java, shelter);
			data = Files.createDirectories(shelter.resolve("node"));
		}
		return new NodeFolder(home, java, data, "-Droundtable.node=" + id, settings.heapMegabytes(), asUser);
	}

	Path config() {
		return this.root.resolve("config");
	}

	Path temp() {
		return this.root.resolve("tmp");
	}

	Path log() {
		return this.root.resolve("node.log");
	}

	Path pidFile() {
		return this.temp().resolve("node.pid");
	}

	/** The node writes it once it is bound, one address a line. */
	Path portsFile() {
		return this.root.resolve("logs/http.ports");
	}

	Optional<Long> recordedPid() throws IOException {
		try {
			return Files.exists(pidFile()) ? Optional.of(Long.valueOf(Files.readString(pidFile()).strip()))
					: Optional.empty();
		}
		catch (NumberFormatException ex) {
			return Optional.empty();
		}
	}

	String lastLogLines() throws IOException {
		if (!Files.exists(log())) {
			return "";
		}
		List<String> lines = new String(Files.readAllBytes(log()), StandardCharsets.UTF_8).lines().toList();
		return String.join("\n", lines.subList(Math.max(0, lines.size() - 12), lines.size()));
	}

	/** Written afresh at each start, so that nothing damaged or outdated stays. */
	void writeConfiguration() throws IOException {
		for (Path fresh : List.of(config(), temp())) {
			delete(fresh);
			Files.createDirectories(fresh);
		}
		for (String kept : List.of("data", "logs")) {
			Files.createDirectories(this.root.resolve(kept));
		}
		Files.deleteIfExists(portsFile());
		for (String file : List.of("jvm.options", "log4j2.properties")) {
			Files.copy(this.home.resolve("config").resolve(file), config().resolve(file));
		}
		Path options = Files.createDirectory(config().resolve("jvm.options.d")).resolve("roundtable.options");
		Files.writeString(options, """
				-Xms%1$dm
				-Xmx%1$dm
				-XX:-HeapDumpOnOutOfMemoryError
				-Xlog:disable
				-Xlog:all=warning:stderr
				%2$s
				""".formatted(this.heapMegabytes, this.marker));
		Files.writeString(config().resolve("elasticsearch.yml"), settings());
		for (String name : List.of("config", "tmp", "data", "logs")) {
			Path folder = this.root.resolve(name);
			Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
			if (!this.asUser.isEmpty()) {
				giveAway(folder);
			}
		}
	}

	private String settings() {
		String settings = """
				cluster.name: roundtable
				node.name: roundtable
				path.data: %s
				path.logs: %s
				network.host: 127.0.0.1
				http.port: 0
				transport.port: 0
				node.portsfile: true
				discovery.type: single-node
				cluster.routing.allocation.disk.threshold_enabled: false
				""".formatted(quoted(this.root.resolve("data")), quoted(this.root.resolve("logs")));
		// an unknown setting is fatal, and distributions differ in their modules
		if (hasModule("x-pack-security")) {
			settings += "xpack.security.enabled: false\n";
		}
		if (hasModule("x-pack-ml")) {
			settings += "xpack.ml.enabled: false\n";
		}
		if (hasModule("ingest-geoip")) {
			settings += "ingest.geoip.downloader.enabled: false\n";
		}
		return settings;
	}

	private boolean hasModule(String name) {
		return Files.isDirectory(this.home.resolve("modules").resolve(name));
	}

	private static String quoted(Path path) {
		return '"' + path.toString().replace("\\", "\\\\").replace("\"", "\\\"") + '"';
	}

	/** Whether nobody can use these folders, tried by being nobody. */
	private static boolean reaches(Path data, Path... tools) throws IOException {
		StringBuilder test = new StringBuilder("test -x \"$0\"");
		for (int i = 1; i <= tools.length; i++) {
			test.append(" && test -r \"$").append(i).append("/lib\" && test -x \"$").append(i).append("/bin\"");
		}
		List<String> command = Stream
			.of(AS_NOBODY.stream(), Stream.of("/bin/sh", "-c", test.toString(), data.toString()),
					Stream.of(tools).map(Path::toString))
			.flatMap((part) -> part)
			.toList();
		try {
			Process process = new ProcessBuilder(command).redirectErrorStream(true)
				.redirectOutput(ProcessBuilder.Redirect.DISCARD)
				.start();
			return process.waitFor(20, TimeUnit.SECONDS) && process.exitValue() == 0;
		}
		catch (IOException ex) {
			throw new IOException("Root needs the command setpriv (package util-linux) to run Elasticsearch", ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

	/** Anybody may write to /var/tmp, so a folder that is not ours is not used. */
	private static Path shelter(Path folder) throws IOException {
		Set<PosixFilePermission> ours = PosixFilePermissions.fromString("rwxr-x---");
		if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
			Files.createDirectory(folder);
			Files.setAttribute(folder, "unix:gid", NOBODY);
			Files.setPosixFilePermissions(folder, ours);
		}
		if (!Integer.valueOf(0).equals(Files.getAttribute(folder, "unix:uid", LinkOption.NOFOLLOW_LINKS))
				|| !Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
				|| !Files.getPosixFilePermissions(folder, LinkOption.NOFOLLOW_LINKS).equals(ours)) {
			throw new IOException("Somebody else made " + folder + "; remove it");
		}
		return folder;
	}

	private static Path copied(Path source, Path shelter) throws IOException {
		Path copy = shelter.resolve(source.getFileName().toString());
		if (Files.exists(copy)) {
			return copy;
		}
		Path unfinished = shelter.resolve(source.getFileName() + ".unfinished");
		delete(unfinished);
		try (Stream<Path> files = Files.walk(source)) {
			for (Path file : (Iterable<Path>) files::iterator) {
				Files.copy(file, unfinished.resolve(source.relativize(file).toString()),
						StandardCopyOption.COPY_ATTRIBUTES);
			}
		}
		Files.setPosixFilePermissions(unfinished, PosixFilePermissions.fromString("rwxr-xr-x"));
		return Files.move(unfinished, copy, StandardCopyOption.ATOMIC_MOVE);
	}

	private static void giveAway(Path folder) throws IOException {
		try (Stream<Path> files = Files.walk(folder)) {
			for (Path file : (Iterable<Path>) files::iterator) {
				Files.setAttribute(file, "unix:uid", NOBODY, LinkOption.NOFOLLOW_LINKS);
				Files.setAttribute(file, "unix:gid", NOBODY, LinkOption.NOFOLLOW_LINKS);
			}
		}
	}

	private static void delete(Path folder) throws IOException {
		if (Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
			try (Stream<Path> files = Files.walk(folder)) {
				for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
					Files.delete(file);
				}
			}
		}
	}

	private static String shortHash(Path path) {
		try {
			byte[] hash = MessageDigest.getInstance("SHA-256").digest(path.toString().getBytes(StandardCharsets.UTF_8));
			return HexFormat.of().formatHex(hash, 0, 6);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java has SHA-256", ex);
		}
	}

}
