package dev.roundtable.journeys;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.roundtable.RoundtableApplication;
import dev.roundtable.boards.BoardKeeping;
import dev.roundtable.database.EmbeddedUrl;
import dev.roundtable.http.OnceKey;
import dev.roundtable.people.AccountId;
import dev.roundtable.people.Role;
import dev.roundtable.people.Viewer;
import dev.roundtable.signin.Registration;
import dev.roundtable.tracking.FakeConnector;
import dev.roundtable.tracking.FakeTracker;
import dev.roundtable.tracking.TrackerChannel;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.awaitility.Awaitility.await;

/**
 * One Roundtable for all journeys of a run: a random port, an H2 file and a private
 * Elasticsearch node of its own.
 */
public final class RunningSite {

	static final String PASSWORD = "a seat at the table";

	/** One machine asks for everybody, and again until it is found. */
	private static final List<String> SEARCHES = List.of("--roundtable.limits.acts.search.per=1s",
			"--roundtable.limits.acts.search.newcomer=1000", "--roundtable.limits.acts.search.regular=1000",
			"--roundtable.limits.acts.search.team=1000", "--roundtable.limits.acts.search.network=1000");

	private static final AtomicInteger PEOPLE = new AtomicInteger();

	private static @Nullable RunningSite running;

	private final ConfigurableApplicationContext application;

	private final GreenMail mail;

	private RunningSite(ConfigurableApplicationContext application, GreenMail mail) {
		this.application = application;
		this.mail = mail;
	}

	public static synchronized RunningSite get() {
		RunningSite site = running;
		if (site == null) {
			site = start();
			AccountId id = site.application.getBean(Registration.class).create("keeper0", PASSWORD, Role.ADMINISTRATOR);
			Viewer keeper = new Viewer(id, "keeper0", Role.ADMINISTRATOR);
			site.application.getBean(BoardKeeping.class)
				.create(keeper, OnceKey.NONE, "headphones", "耳机 Headphones", "Sound in and out");
			running = site;
		}
		return site;
	}

	/** Mails lead to the site by its address, so it is known beforehand. */
	private static int freePort() throws IOException {
		try (ServerSocket free = new ServerSocket(0)) {
			return free.getLocalPort();
		}
	}

	private static RunningSite start() {
		GreenMail mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
		mail.start();
		try {
			int port = freePort();
			Path data = Files.createTempDirectory("roundtable-journeys-");
			return new RunningSite(
					new SpringApplicationBuilder(RoundtableApplication.class)
						.run(Stream
							.concat(Stream.of("--server.port=" + port, "--management.server.port=0",
									"--roundtable.url=http://localhost:" + port + "/", "--spring.mail.host=127.0.0.1",
									"--spring.mail.port=" + mail.getSmtp().getPort(), "--roundtable.mail.every=50ms",
									"--roundtable.mail.from=The forum <forum@forum.example>",
									"--roundtable.second-factor.required-for=MODERATOR",
									"--roundtable.rounds.ended-every=200ms"),
									Stream.concat(SEARCHES.stream(), Arrays.stream(settings(data))))
							.toArray(String[]::new)),
					mail);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** The path of the link in the mail of that number to an address, from 1. */
	String linkTo(String address, int number) {
		await().atMost(Duration.ofSeconds(20)).until(() -> textsTo(address).size() >= number);
		String text = textsTo(address).get(number - 1);
		return text.substring(text.indexOf(url() + "/") + url().length()).split("\\s", 2)[0];
	}

	private List<String> textsTo(String address) {
		List<String> texts = new ArrayList<>();
		try {
			for (MimeMessage one : this.mail.getReceivedMessages()) {
				if (address.equals(one.getAllRecipients()[0].toString())) {
					texts.add(one.getContent().toString());
				}
			}
		}
		catch (MessagingException | IOException ex) {
			throw new IllegalStateException(ex);
		}
		return texts;
	}

	/** What makes an application keep everything in one folder. */
	static String[] settings(Path data) {
		return new String[] { "--spring.datasource.url=" + EmbeddedUrl.of(data.resolve("roundtable")),
				"--roundtable.elasticsearch.data=" + data.resolve("elasticsearch"),
				"--roundtable.elasticsearch.home=" + elasticsearch(),
				"--roundtable.limits.registrations-per-address=1000", "--roundtable.limits.enabled=false",
				"--roundtable.moderation.wave-of=0" };
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

	public String url() {
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

	/** The tracker in memory that a connection to that address reaches. */
	FakeTracker tracker(String base) {
		return this.application.getBean(FakeConnector.class).at(URI.create(base), "none");
	}

	public Registration registration() {
		return this.application.getBean(Registration.class);
	}

	/** Time passes for a round: it began two days ago and is over. */
	void endRound(long round) {
		this.application.getBean(JdbcClient.class)
			.sql("update rounds set opens_at = ?, closes_at = ? where id = ?")
			.params(OffsetDateTime.now().minusDays(2), OffsetDateTime.now().minusSeconds(1), round)
			.update();
	}

	/** A tracker that this site is connected with until it is closed. */
	TrackerChannel tracker() {
		return new TrackerChannel(this.application, newName("tracker"));
	}

	/** A name that nobody has. */
	String newName(String name) {
		return name + PEOPLE.incrementAndGet();
	}

}
