package dev.roundtable.tracker.github;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * A package of npm at one version, unpacked below {@code target} by npm itself. None of
 * them needs another.
 */
record NpmPackage(String name, String version) {

	static final NpmPackage EMULATE = new NpmPackage("emulate", "0.11.2");

	static final NpmPackage OPENAPI = new NpmPackage("@octokit/openapi", "23.0.2");

	static final NpmPackage EXAMPLES = new NpmPackage("@octokit/webhooks-examples", "7.6.1");

	private static final Path FOLDER = Path.of("target", "npm").toAbsolutePath();

	/** A file or a folder of it, fetched once. */
	Path path(String inside) throws IOException {
		String plain = this.name.replace("@", "").replace('/', '-') + "-" + this.version;
		Path wanted = FOLDER.resolve(plain).resolve("package").resolve(inside);
		Files.createDirectories(FOLDER.resolve(plain));
		try (FileChannel file = FileChannel.open(FOLDER.resolve(plain + ".lock"), StandardOpenOption.CREATE,
				StandardOpenOption.WRITE); FileLock lock = file.lock()) {
			if (lock.isValid() && !Files.exists(wanted)) {
				Path archive = FOLDER.resolve(plain + ".tgz");
				if (!Files.exists(archive)) {
					run(List.of("npm", "pack", "--silent", "--pack-destination", FOLDER.toString(),
							this.name + "@" + this.version));
				}
				run(List.of("tar", "-xzf", archive.toString(), "-C", FOLDER.resolve(plain).toString(),
						"package/" + inside));
			}
		}
		return wanted;
	}

	private static void run(List<String> command) throws IOException {
		Path log = Files.createTempFile("roundtable-npm-", ".log");
		try {
			if (new ProcessBuilder(new ArrayList<>(command)).redirectErrorStream(true)
				.redirectOutput(log.toFile())
				.start()
				.waitFor() != 0) {
				throw new IllegalStateException(
						"The tests of the GitHub connector need Node with npm, and this failed: "
								+ String.join(" ", command) + "\nIts output is " + log);
			}
			Files.delete(log);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

}
