package dev.roundtable.tracker.redmine;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** Gets a Redmine where there is none, as root on Debian and Ubuntu. */
final class DebianPackages {

	/** Whoever installs has this file, so that two runs do not ask for the same. */
	private static final Path LOCK = Path.of(System.getProperty("java.io.tmpdir"), "roundtable-redmine-install.lock");

	/** The answers to what the package would ask somebody. */
	private static final String ANSWERS = """
			redmine redmine/instances/default/dbconfig-install boolean true
			redmine redmine/instances/default/database-type select sqlite3
			redmine redmine/instances/default/default-language select en
			""";

	private DebianPackages() {
	}

	static boolean isRoot() {
		return "root".equals(System.getProperty("user.name"));
	}

	private static boolean isThere() {
		return Files.exists(Path.of("/var/lib/redmine/Gemfile.lock")) && Files.isExecutable(Path.of("/usr/bin/puma"))
				&& Files.exists(Path.of("/usr/share/redmine/config/environment.rb"));
	}

	static void install() throws IOException {
		if (isThere()) {
			return;
		}
		if (!isRoot() || !Files.isExecutable(Path.of("/usr/bin/apt-get"))) {
			throw new IllegalStateException(
					"The tests of the Redmine connector need Debian's packages redmine, redmine-sqlite and puma.");
		}
		try (FileChannel file = FileChannel.open(LOCK, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
				FileLock lock = file.lock()) {
			if (lock.isValid() && !isThere()) {
				System.out.println("No Redmine found: installing Debian's packages redmine, redmine-sqlite and puma.");
				Path answers = Files.writeString(Files.createTempFile("roundtable-answers-", ".txt"), ANSWERS);
				run("debconf-set-selections", answers.toString());
				apt("update");
				apt("install", "-y", "--no-install-recommends", "redmine", "redmine-sqlite", "puma");
				Files.delete(answers);
			}
		}
	}

	private static void apt(String... arguments) throws IOException {
		List<String> command = new ArrayList<>(List.of("apt-get", "-q", "-o", "DPkg::Lock::Timeout=900"));
		command.addAll(List.of(arguments));
		run(command.toArray(String[]::new));
	}

	private static void run(String... command) throws IOException {
		Path log = Files.createTempFile("roundtable-apt-", ".log");
		ProcessBuilder process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
		process.environment().put("DEBIAN_FRONTEND", "noninteractive");
		try {
			if (process.start().waitFor() != 0) {
				throw new IllegalStateException("Redmine is not there and this failed: " + String.join(" ", command)
						+ "\nIts output is " + log);
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

}
