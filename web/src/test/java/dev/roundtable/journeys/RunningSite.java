package dev.roundtable.journeys;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import dev.roundtable.RoundtableApplication;
import dev.roundtable.boards.BoardKeeping;
import dev.roundtable.database.EmbeddedUrl;
import dev.roundtable.http.OnceKey;
import dev.roundtable.people.AccountId;
import dev.roundtable.people.Role;
import dev.roundtable.people.Viewer;
import dev.roundtable.signin.Registration;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * One Roundtable for all journeys of a run: a random port, an H2 file and a private
 * Elasticsearch node of its own.
 */
final class RunningSite {

	static final String PASSWORD = "a seat at the table";

	private static final AtomicInteger PEOPLE = new AtomicInteger();

	private static @Nullable RunningSite running;

	private final ConfigurableApplicationContext application;

	private RunningSite(ConfigurableApplicationContext application) {
		this.application = application;
	}

	static synchronized RunningSite get() {
		RunningSite site = running;
		if (site == null) {
			site = new RunningSite(start());
			AccountId id = site.application.getBean(Registration.class).create("keeper0", PASSWORD, Role.ADMINISTRATOR);
			Viewer keeper = new Viewer(id, "keeper0", Role.ADMINISTRATOR);
			site.application.getBean(BoardKeeping.class)
				.create(keeper, OnceKey.NONE, "headphones", "耳机 Headphones", "Sound in and out");
			running = site;
		}
		return site;
	}

	private static ConfigurableApplicationContext start() {
		try {
			Path data = Files.createTempDirectory("roundtable-journeys-");
			return new SpringApplicationBuilder(RoundtableApplication.class).run(
					Stream
						.concat(Stream.of("--server.port=0", "--roundtable.second-factor.required-for=MODERATOR"),
								Arrays.stream(settings(data)))
						.toArray(String[]::new));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** What makes an application keep everything in one folder. */
	static String[] settings(Path data) {
		return new String[] { "--spring.datasource.url=" + EmbeddedUrl.of(data.resolve("roundtable")),
				"--roundtable.elasticsearch.data=" + data.resolve("elasticsearch"),
				"--roundtable.elasticsearch.home=" + elasticsearch(),
				"--roundtable.limits.registrations-per-address=1000", "--roundtable.limits.enabled=false" };
	}

	/** Where the build of {@code search} unpacks it. */
	private static String elasticsearch() {
		String home = System.getProperty("roundtable.test.elasticsearch");
		if (home == null || !Files.isRegularFile(Path.of(home, "bin/elasticsearch"))) {
			throw new IllegalStateException(
					"No Elasticsearch distribution at " + home + ": run these tests with mvn verify");
		}
		return home;
	}

	String url() {
		return "http://localhost:" + this.application.getEnvironment().getRequiredProperty("local.server.port");
	}

	/**
	 * Makes an account with {@link #PASSWORD}.
	 * @return its name, which begins with the given one
	 */
	String person(String name, Role role) {
		String unique = name + PEOPLE.incrementAndGet();
		this.application.getBean(Registration.class).create(unique, PASSWORD, role);
		return unique;
	}

	/** A name that nobody has. */
	String newName(String name) {
		return name + PEOPLE.incrementAndGet();
	}

}
