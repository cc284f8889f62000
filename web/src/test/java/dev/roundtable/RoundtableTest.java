package dev.roundtable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

import dev.roundtable.database.EmbeddedUrl;
import org.junit.jupiter.api.parallel.ResourceLock;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The real application on a real H2 file, started once and shared by all tests that
 * extend this. It has the administrator {@link #ADMIN} and no search. Tests use names of
 * their own and may count on nobody else's data being absent.
 */
@ResourceLock("the application of RoundtableTest")
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
public abstract class RoundtableTest {

	public static final String ADMIN = "ada";

	public static final String PASSWORD = "correct-horse-9";

	private static final Path DATA = temporary();

	@LocalServerPort
	private int port;

	@Autowired
	protected JdbcClient jdbc;

	@DynamicPropertySource
	static void properties(DynamicPropertyRegistry registry) {
		registry.add("spring.datasource.url", () -> databaseIn(DATA));
		registry.add("ROUNDTABLE_ADMIN_NAME", () -> ADMIN);
		registry.add("ROUNDTABLE_ADMIN_PASSWORD", () -> PASSWORD);
		registry.add("roundtable.elasticsearch.enabled", () -> "false");
		// All tests come from one address.
		registry.add("roundtable.limits.enabled", () -> "false");
		registry.add("roundtable.moderation.wave-of", () -> "0");
		registry.add("roundtable.bell.every", () -> "200ms");
		registry.add("roundtable.bell.lasts", () -> "20s");
		registry.add("roundtable.bell.heartbeat", () -> "1s");
		registry.add("roundtable.limits.failures-per-address", () -> "100000");
		registry.add("roundtable.limits.registrations-per-address", () -> "100000");
	}

	public static String databaseIn(Path folder) {
		return EmbeddedUrl.of(folder.resolve("roundtable"));
	}

	public static Path temporary() {
		try {
			return Files.createTempDirectory("roundtable-test");
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** A new browser that has seen nothing yet. */
	protected Browser browser() {
		return new Browser("http://localhost:" + this.port);
	}

	/** A browser in which a new fan of that name has just registered. */
	protected Browser registered(String name) {
		Browser browser = browser();
		browser.open("/register");
		assertThat(browser.submit("/register", "name", name, "password", PASSWORD).statusCode())
			.as("%s registers, and no other test has her name", name)
			.isIn(302, 303);
		return browser;
	}

	/** A browser in which the administrator is signed in. */
	protected Browser admin() {
		Browser browser = browser();
		browser.open("/sign-in");
		assertThat(browser.submit("/sign-in", "name", ADMIN, "password", PASSWORD).statusCode())
			.as("the administrator signs in")
			.isIn(302, 303);
		return browser;
	}

}
