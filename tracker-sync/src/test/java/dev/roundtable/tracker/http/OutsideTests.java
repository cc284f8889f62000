package dev.roundtable.tracker.http;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import dev.roundtable.tracker.TrackerFailure;
import dev.roundtable.tracker.memory.ManualClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.LoggerFactory;

import org.springframework.http.HttpMethod;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.patchRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class OutsideTests {

	private static final String TOKEN = "t0ken-of-the-forum";

	private static final Bounds BOUNDS = new Bounds(Duration.ofSeconds(5), Duration.ofMillis(1500),
			Duration.ofSeconds(3), 1000, 3, Duration.ofMillis(2));

	@RegisterExtension
	static final WireMockExtension server = WireMockExtension.newInstance()
		.options(wireMockConfig().bindAddress("127.0.0.1").dynamicPort())
		.build();

	private final ManualClock clock = new ManualClock();

	private final List<Asked> asked = new CopyOnWriteArrayList<>();

	private final Outside outside = outside(server.baseUrl(), Reach.with(List.of("127.0.0.0/8")), this.clock);

	private Outside outside(String base, Reach reach, Clock at) {
		return new Outside(new Endpoint(URI.create(base), "Authorization", "Bearer ", new Secret(TOKEN), Dialect.PLAIN,
				BOUNDS, reach, this.asked::add, at));
	}

	private static void answers(ResponseDefinitionBuilder answer) {
		server.stubFor(any(anyUrl()).willReturn(answer));
	}

	private Answer read() {
		return this.outside.get("/issues.json?key=value", Map.of());
	}

	private Answer write() {
		return this.outside.send(HttpMethod.POST, "/issues.json", Map.of("subject", "x"), Map.of());
	}

	private static int requests() {
		return server.findAll(anyRequestedFor(anyUrl())).size();
	}

	@Test
	void what_was_answered_is_read_and_the_token_was_shown() {
		answers(aResponse().withBody("{\"a\":1}"));
		assertThat(read().json().path("a").asInt()).isEqualTo(1);
		server.verify(getRequestedFor(urlEqualTo("/issues.json?key=value"))
			.withHeader("Authorization", equalTo("Bearer " + TOKEN))
			.withHeader("Accept", equalTo("application/json")));
	}

	// Trying again

	@Test
	void reading_is_tried_again_and_writing_is_not() {
		answers(aResponse().withStatus(502));
		assertThatExceptionOfType(TrackerFailure.Unavailable.class).isThrownBy(this::read);
		assertThat(requests()).isEqualTo(3);
		assertThatExceptionOfType(TrackerFailure.Doubtful.class).isThrownBy(this::write);
		assertThat(requests()).isEqualTo(4);
	}

	@Test
	void a_connection_that_breaks_leaves_writing_in_doubt_and_reading_not() {
		answers(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER));
		assertThatExceptionOfType(TrackerFailure.Unavailable.class).isThrownBy(this::read);
		assertThat(requests()).isEqualTo(3);
		assertThatExceptionOfType(TrackerFailure.Doubtful.class).isThrownBy(this::write);
		assertThat(requests()).isEqualTo(4);
	}

	@Test
	void half_an_answer_leaves_writing_in_doubt() {
		answers(aResponse().withFault(Fault.RANDOM_DATA_THEN_CLOSE));
		assertThatExceptionOfType(TrackerFailure.Doubtful.class).isThrownBy(this::write);
		answers(aResponse().withStatus(201).withBody("{\"id\":"));
		assertThatExceptionOfType(TrackerFailure.Doubtful.class).isThrownBy(() -> write().json());
		assertThatExceptionOfType(TrackerFailure.Unavailable.class).isThrownBy(() -> read().json());
	}

	@Test
	void nothing_was_written_where_nobody_listens() throws IOException {
		int port;
		try (ServerSocket closed = new ServerSocket(0)) {
			port = closed.getLocalPort();
		}
		Outside nobody = outside("http://127.0.0.1:" + port, Reach.with(List.of("127.0.0.0/8")), this.clock);
		assertThatExceptionOfType(TrackerFailure.Unavailable.class)
			.isThrownBy(() -> nobody.send(HttpMethod.POST, "/", Map.of(), Map.of()));
	}

	// Time and size

	@Test
	void an_answer_that_does_not_come_is_waited_for_that_long_and_no_longer() {
		answers(aResponse().withFixedDelay(20_000));
		long start = System.nanoTime();
		assertThatExceptionOfType(TrackerFailure.Doubtful.class).isThrownBy(this::write);
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(BOUNDS.read(), Duration.ofSeconds(10));
	}

	@Test
	void an_answer_that_drips_ends_with_its_time() {
		answers(aResponse().withBody("x".repeat(900)).withChunkedDribbleDelay(100, 60_000));
		long start = System.nanoTime();
		assertThatExceptionOfType(TrackerFailure.Doubtful.class).isThrownBy(this::write);
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(BOUNDS.read(), Duration.ofSeconds(10));
	}

	@Test
	void an_answer_larger_than_the_bound_is_not_read_and_not_asked_for_again() {
		answers(aResponse().withBody("x".repeat(1001)));
		assertThatExceptionOfType(TrackerFailure.Unavailable.class).isThrownBy(this::read)
			.withMessageContaining("larger than 1000");
		assertThat(requests()).isEqualTo(1);
		answers(aResponse().withBody("x".repeat(1000)));
		assertThat(read().body()).hasSize(1000);
	}

	// What it says

	@Test
	void each_way_to_say_no_has_its_failure() {
		Map<Integer, Class<? extends TrackerFailure>> failures = Map.of(400, TrackerFailure.Refused.class, 401,
				TrackerFailure.TokenRefused.class, 403, TrackerFailure.Forbidden.class, 404, TrackerFailure.Gone.class,
				410, TrackerFailure.Gone.class, 409, TrackerFailure.Refused.class, 422, TrackerFailure.Refused.class,
				429, TrackerFailure.Limited.class);
		failures.forEach((status, failure) -> {
			answers(aResponse().withStatus(status));
			assertThatExceptionOfType(failure).isThrownBy(this::read);
			assertThatExceptionOfType(failure).isThrownBy(this::write);
		});
	}

	@Test
	void the_reason_is_told_in_the_words_of_the_tracker_and_no_page_of_a_proxy() {
		answers(aResponse().withStatus(422).withBody("{\"errors\":[\"Subject is too long\",\"No such status\"]}"));
		assertThatExceptionOfType(TrackerFailure.Refused.class).isThrownBy(this::write)
			.withMessage("POST /issues.json: 422 Subject is too long; No such status");
		answers(aResponse().withStatus(502).withBody("<html>a page</html>"));
		assertThatExceptionOfType(TrackerFailure.Doubtful.class).isThrownBy(this::write)
			.withMessage("POST /issues.json: 502");
	}

	// Limits

	@Test
	void whoever_is_told_to_wait_asks_nobody_until_then() {
		answers(aResponse().withStatus(429).withHeader("Retry-After", "30"));
		assertThatExceptionOfType(TrackerFailure.Limited.class).isThrownBy(this::read)
			.satisfies((limited) -> assertThat(limited.retryAfter()).isEqualTo(Duration.ofSeconds(30)));
		answers(aResponse().withBody("{}"));
		this.clock.pass(Duration.ofSeconds(29));
		assertThatExceptionOfType(TrackerFailure.Limited.class).isThrownBy(this::write)
			.satisfies((limited) -> assertThat(limited.retryAfter()).isEqualTo(Duration.ofSeconds(1)));
		assertThat(requests()).isEqualTo(1);
		this.clock.pass(Duration.ofSeconds(1));
		assertThat(write().status()).isEqualTo(200);
	}

	@Test
	void a_date_to_come_back_at_is_understood_and_nonsense_is_not() {
		answers(aResponse().withStatus(429).withHeader("Retry-After", "soon"));
		assertThatExceptionOfType(TrackerFailure.Limited.class).isThrownBy(this::read)
			.satisfies((limited) -> assertThat(limited.retryAfter()).isNull());
		answers(aResponse().withStatus(429).withHeader("Retry-After", "Sat, 21 Nov 2026 08:01:30 GMT"));
		assertThatExceptionOfType(TrackerFailure.Limited.class).isThrownBy(this::read)
			.satisfies((limited) -> assertThat(limited.retryAfter()).isEqualTo(Duration.ofSeconds(90)));
	}

	@Test
	void a_tracker_that_is_being_repaired_says_when_to_read_again_and_writing_stays_in_doubt() {
		answers(aResponse().withStatus(503).withHeader("Retry-After", "120"));
		assertThatExceptionOfType(TrackerFailure.Unavailable.class).isThrownBy(this::read)
			.satisfies((away) -> assertThat(away.retryAfter()).isEqualTo(Duration.ofMinutes(2)));
		assertThat(requests()).isEqualTo(1);
		assertThatExceptionOfType(TrackerFailure.Doubtful.class).isThrownBy(this::write);
	}

	@Test
	void a_tracker_that_says_come_back_in_ten_years_is_asked_sooner() {
		answers(aResponse().withStatus(503).withHeader("Retry-After", "Fri, 21 Nov 2036 08:00:00 GMT"));
		assertThatExceptionOfType(TrackerFailure.Unavailable.class).isThrownBy(this::read)
			.satisfies((away) -> assertThat(away.retryAfter()).isEqualTo(Duration.ofHours(2)));
	}

	// Where it leads

	@Test
	void a_redirect_to_another_server_is_not_followed_and_never_sees_the_token() throws IOException {
		try (ServerSocket other = new ServerSocket(0)) {
			String elsewhere = "http://127.0.0.1:" + other.getLocalPort() + "/issues.json";
			answers(aResponse().withStatus(302).withHeader("Location", elsewhere));
			assertThatExceptionOfType(TrackerFailure.Unavailable.class).isThrownBy(this::read)
				.withMessageContaining("do not follow");
			assertThatExceptionOfType(TrackerFailure.Unavailable.class).isThrownBy(this::write);
		}
		assertThat(requests()).isEqualTo(2);
	}

	@Test
	void a_redirect_at_the_same_server_is_followed_by_reading_and_told_to_writing() {
		answers(aResponse().withBody("{}"));
		server.stubFor(any(urlEqualTo("/old")).willReturn(aResponse().withStatus(301).withHeader("Location", "/new")));
		assertThat(this.outside.get("/old", Map.of()).status()).isEqualTo(200);
		server.verify(getRequestedFor(urlEqualTo("/new")));
		assertThat(this.outside.send(HttpMethod.PATCH, "/old", Map.of(), Map.of()).isMoved()).isTrue();
		server.verify(1, patchRequestedFor(urlEqualTo("/old")));
		server.verify(0, patchRequestedFor(urlEqualTo("/new")));
	}

	@Test
	void redirects_in_a_circle_end() {
		answers(aResponse().withStatus(307).withHeader("Location", "/round"));
		assertThatExceptionOfType(TrackerFailure.Unavailable.class).isThrownBy(this::read)
			.withMessageContaining("circle");
	}

	@Test
	void a_name_that_leads_into_a_private_network_is_not_connected_to() {
		answers(aResponse().withBody("{}"));
		for (String host : List.of("127.0.0.1", "localhost", "2130706433", "[::1]")) {
			Outside within = outside("http://" + host + ":" + server.getPort(), Reach.INTERNET, this.clock);
			assertThatExceptionOfType(TrackerFailure.Unavailable.class).isThrownBy(() -> within.get("/", Map.of()))
				.withMessageContaining("private network");
			assertThatExceptionOfType(TrackerFailure.Unavailable.class)
				.isThrownBy(() -> within.send(HttpMethod.POST, "/", Map.of(), Map.of()));
		}
		assertThat(requests()).isZero();
	}

	// What is told of it

	@Test
	void every_try_is_told_to_the_audit_trail_without_what_was_asked() {
		answers(aResponse().withStatus(500));
		assertThatExceptionOfType(TrackerFailure.Unavailable.class).isThrownBy(this::read);
		assertThat(this.asked).hasSize(3).allSatisfy((one) -> {
			assertThat(one.method()).isEqualTo("GET");
			assertThat(one.path()).isEqualTo("/issues.json");
			assertThat(one.status()).isEqualTo(500);
		});
	}

	@Test
	void a_token_is_in_no_failure_even_if_the_tracker_repeats_it() {
		answers(aResponse().withStatus(400).withBody("{\"message\":\"bad token " + TOKEN + "\"}"));
		assertThatExceptionOfType(TrackerFailure.Refused.class).isThrownBy(this::write)
			.satisfies((refused) -> assertThat(refused.toString()).contains("bad token").doesNotContain(TOKEN));
	}

	@Test
	void a_token_is_in_no_log_however_much_is_logged() {
		Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
		Logger wire = (Logger) LoggerFactory.getLogger("org.apache.hc.client5.http.wire");
		Logger mock = (Logger) LoggerFactory.getLogger("org.eclipse.jetty");
		Level before = root.getLevel();
		ListAppender<ILoggingEvent> log = new ListAppender<>();
		log.start();
		// The wire itself is the one thing that cannot be shown without what is on it.
		wire.setLevel(Level.INFO);
		mock.setLevel(Level.INFO);
		root.setLevel(Level.TRACE);
		root.addAppender(log);
		try {
			answers(aResponse().withBody("{}"));
			read();
			write();
		}
		finally {
			root.detachAppender(log);
			root.setLevel(before);
		}
		assertThat(log.list).extracting(ILoggingEvent::getFormattedMessage)
			.anyMatch((line) -> line.contains("Authorization"))
			.noneMatch((line) -> line.contains(TOKEN));
		assertThat(new Secret(TOKEN)).hasToString("…");
	}

}
