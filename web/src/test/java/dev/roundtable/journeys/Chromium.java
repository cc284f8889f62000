package dev.roundtable.journeys;

import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.stream.Stream;

import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/**
 * Finds a browser or gets one: Chromium with its driver on the path, else Debian's
 * packages where we are root, else what Selenium Manager can fetch.
 */
final class Chromium {

	private static final List<String> BROWSERS = List.of("chromium", "chromium-browser", "google-chrome",
			"google-chrome-stable");

	private Chromium() {
	}

	static synchronized ChromeDriver start(boolean scripts) throws IOException {
		Optional<Path> driver = onPath("chromedriver");
		if (isMissing() && isRoot() && onPath("apt-get").isPresent()) {
			install();
			driver = onPath("chromedriver");
		}
		ChromeOptions options = options(scripts);
		if (driver.isEmpty() || browser().isEmpty()) {
			System.out.println("No chromium and chromedriver on the path: Selenium Manager looks for a browser.");
			return new ChromeDriver(options);
		}
		options.setBinary(browser().get().toFile());
		return new ChromeDriver(new ChromeDriverService.Builder().usingDriverExecutable(driver.get().toFile())
			.usingAnyFreePort()
			.build(), options);
	}

	private static ChromeOptions options(boolean scripts) throws IOException {
		ChromeOptions options = new ChromeOptions();
		options.addArguments("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
				"--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run",
				"--lang=en", "--window-size=1280,900",
				"--user-data-dir=" + Files.createTempDirectory("roundtable-chromium-"));
		options.setExperimentalOption("prefs", Map.of("intl.accept_languages", "en",
				"profile.managed_default_content_settings.javascript", scripts ? 1 : 2));
		LoggingPreferences logs = new LoggingPreferences();
		logs.enable(LogType.BROWSER, Level.ALL);
		options.setCapability("goog:loggingPrefs", logs);
		return options;
	}

	private static boolean isMissing() {
		return onPath("chromedriver").isEmpty() || browser().isEmpty();
	}

	/** Once, also when two runs of tests find at the same moment that it is missing. */
	private static void install() throws IOException {
		Path lock = Path.of(System.getProperty("java.io.tmpdir"), "roundtable-chromium.lock");
		try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
				FileLock _ = channel.lock()) {
			if (isMissing()) {
				System.out.println("No Chromium found: installing Debian's packages chromium and chromium-driver.");
				apt("update");
				apt("install", "-y", "--no-install-recommends", "chromium", "chromium-driver");
			}
		}
	}

	private static void apt(String... arguments) throws IOException {
		ProcessBuilder apt = new ProcessBuilder(
				Stream.concat(Stream.of("apt-get", "-q", "-o", "DPkg::Lock::Timeout=300"), Arrays.stream(arguments))
					.toList())
			.redirectErrorStream(true)
			.redirectOutput(Files.createTempFile("roundtable-apt-", ".log").toFile());
		apt.environment().put("DEBIAN_FRONTEND", "noninteractive");
		try {
			if (apt.start().waitFor() != 0) {
				throw new IllegalStateException("The browser tests need Chromium, and this failed: "
						+ String.join(" ", apt.command()) + "\nIts output is " + apt.redirectOutput().file());
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	private static Optional<Path> browser() {
		return BROWSERS.stream().map(Chromium::onPath).flatMap(Optional::stream).findFirst();
	}

	private static Optional<Path> onPath(String program) {
		String path = Optional.ofNullable(System.getenv("PATH")).orElse("/usr/bin:/bin");
		return Arrays.stream(path.split(File.pathSeparator))
			.map((folder) -> Path.of(folder, program))
			.filter(Files::isExecutable)
			.findFirst();
	}

	private static boolean isRoot() {
		return "root".equals(System.getProperty("user.name"));
	}

}
