package dev.roundtable.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import dev.roundtable.Browser;
import dev.roundtable.RoundtableTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.awaitility.Awaitility.await;

/** What people do who want the site to wait for them. */
@Isolated("times how long readers wait")
class SlowClientsTests extends RoundtableTest {

	private static final String SLOW_FORM = """
			POST /sign-in HTTP/1.1
			Host: localhost
			Content-Type: application/x-www-form-urlencoded
			Content-Length: 5000

			""";

	private final List<Socket> sockets = new ArrayList<>();

	@LocalServerPort
	private int port;

	/** The next test finds every place free again. */
	@AfterEach
	void hangUp() throws IOException {
		for (Socket socket : this.sockets) {
			try {
				socket.shutdownOutput();
			}
			catch (IOException over) {
				// It hung up.
			}
		}
		try {
			await().atMost(Duration.ofSeconds(30))
				.until(() -> this.sockets.stream().allMatch(SlowClientsTests::isOver));
		}
		finally {
			for (Socket socket : this.sockets) {
				socket.close();
			}
		}
	}

	@Test
	void readers_notice_nothing_of_two_hundred_bodies_that_come_a_byte_at_a_time() {
		String cookie = cookieOf(registered("trickling_writer"));
		for (int i = 0; i < 100; i++) {
			say(open(), SLOW_FORM);
			say(open(), SLOW_FORM.replace("POST /sign-in", (i % 2 == 0) ? "POST /preview" : "POST /similar")
				.replace("\n\n", "\nCookie: " + cookie + "\n\n"));
		}
		readersAreServed();
	}

	@Test
	void readers_notice_nothing_of_bodies_that_nobody_wants() {
		for (int i = 0; i < 200; i++) {
			say(open(), SLOW_FORM.replace("POST /sign-in", (i % 2 == 0) ? "GET /" : "POST /api/v1/topics"));
		}
		readersAreServed();
	}

	@Test
	void clients_that_do_not_read_hold_nothing_that_readers_need() {
		for (int i = 0; i < 70; i++) {
			// More than the kernel keeps for them.
			say(open(), "GET /assets/base.css HTTP/1.1\nHost: localhost\n\n".repeat(30));
		}
		// Their answers are made first; Tomcat gives up on them after ten seconds.
		await().atMost(Duration.ofSeconds(9)).pollDelay(Duration.ZERO).until(() -> {
			long start = System.nanoTime();
			browser().open("/sign-in");
			return Duration.ofNanos(System.nanoTime() - start).toMillis() < 1000;
		});
	}

	@Test
	void whoever_dawdles_is_hung_up_on() {
		Socket form = open();
		Socket header = open();
		Socket silent = open();
		// The page that refuses it asks for its fields, and so for all of its parts.
		Socket parts = open();
		say(form, SLOW_FORM.replace("/sign-in", "/similar"));
		say(parts, SLOW_FORM.replace("application/x-www-form-urlencoded", "multipart/form-data; boundary=a"));
		say(header, "GET / HTTP/1.1\nHost: local");
		say(silent, SLOW_FORM);
		await().atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(700)).until(() -> {
			trickle(form);
			trickle(header);
			trickle(parts);
			return isOver(form) && isOver(header) && isOver(silent) && isOver(parts);
		});
	}

	@Test
	void strangers_who_fill_their_places_keep_out_no_one_who_is_signed_in() {
		Browser fan = registered("undisturbed");
		String cookie = cookieOf(fan);
		List<Socket> strangers = new ArrayList<>();
		for (int i = 0; i < 40; i++) {
			strangers.add(open());
			say(strangers.getLast(), SLOW_FORM);
		}
		await().until(() -> strangers.stream().filter(SlowClientsTests::isAnswered).count() >= 20);
		assertThat(strangers.stream().filter(SlowClientsTests::isAnswered))
			.allMatch((refused) -> firstLine(refused).contains(" 503 "));
		assertThat(inParts("/preview", cookie, "body=half", "+and+half")).doesNotContain(" 503 ");
	}

	/** Four people with all their places full once ended the process. */
	@Test
	void large_bodies_of_one_person_take_no_more_memory_than_is_hers() {
		String large = """
				POST /preview HTTP/1.1
				Host: localhost
				Cookie: %s
				Content-Type: application/x-www-form-urlencoded
				Content-Length: 1048576

				""";
		String cookie = cookieOf(registered("hoarder"));
		long share = Runtime.getRuntime().maxMemory() / 16 / 4;
		String most = "x".repeat(1_000_000);
		List<Socket> hoard = new ArrayList<>();
		for (long sent = 0; sent < share + 8_000_000 && hoard.size() < 127; sent += most.length()) {
			hoard.add(open());
			try {
				say(hoard.getLast(), large.formatted(cookie) + most);
			}
			catch (UncheckedIOException refused) {
				// It hung up while this was on its way.
			}
		}
		assertThat(share).as("for this test, memory runs out before places do").isLessThan(118_000_000);
		await().until(() -> hoard.stream().anyMatch(SlowClientsTests::isAnswered));
		assertThat(hoard.stream().filter(SlowClientsTests::isAnswered))
			.allMatch((refused) -> firstLine(refused).contains(" 503 "));
		assertThat(hoard.stream().filter((one) -> !isAnswered(one))).as("those that found room").isNotEmpty();
		assertThat(inParts("/preview", cookieOf(registered("modest")), "body=half", "&x=" + "y".repeat(100_000)))
			.as("another person's long one")
			.doesNotContain(" 503 ");
	}

	@Test
	void a_body_in_parts_is_read_as_one() {
		assertThat(inParts("/api/v1/nothing", "", "a=b", "&c=d")).contains(" 401 ");
		String refused = inParts("/sign-in", "", "name=a", "&password=b");
		assertThat(refused).contains(" 403 ");
		Browser reader = browser();
		reader.open("/sign-in");
		assertThat(reader.chunked("/sign-in", "name=nobody_here", "&password=wrong-password").statusCode())
			.as("the token and both fields were read")
			.isEqualTo(422);
	}

	@Test
	void a_body_that_is_too_large_or_no_body_at_all_is_told_so_at_once() {
		assertThat(answer("POST /sign-in HTTP/1.1\nHost: a\nContent-Length: 9000000\n\n")).contains(" 413 ");
		assertThat(answer("POST /sign-in HTTP/1.1\nHost: a\nContent-Length: 200000\n\n" + "x".repeat(200_000)))
			.contains(" 413 ");
		assertThat(answer("POST /sign-in HTTP/1.1\nHost: a\nTransfer-Encoding: chunked\n\nzz\nhello\n"))
			.contains(" 400 ");
	}

	/** Whoever waited for the slow ones would wait for ten seconds. */
	private void readersAreServed() {
		for (int i = 0; i < 5; i++) {
			long start = System.nanoTime();
			assertThat(browser().open("/sign-in").statusCode()).isEqualTo(200);
			assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
		}
	}

	private static String cookieOf(Browser browser) {
		List<String> pairs = new ArrayList<>();
		browser.cookies().forEach((name, value) -> pairs.add(name + "=" + value));
		return String.join("; ", pairs);
	}

	/** The status line of a form whose body comes in two parts. */
	private String inParts(String path, String cookie, String first, String second) {
		Socket socket = open();
		say(socket, """
				POST %s HTTP/1.1
				Host: localhost
				Cookie: %s
				Connection: close
				Content-Type: application/x-www-form-urlencoded
				Content-Length: %d

				""".formatted(path, cookie, first.length() + second.length()) + first);
		// The second part is another packet.
		assertThatCode(() -> socket.getOutputStream().flush()).doesNotThrowAnyException();
		trickle(socket, second);
		return firstLine(socket);
	}

	private String answer(String request) {
		Socket socket = open();
		say(socket, request);
		return firstLine(socket);
	}

	private Socket open() {
		try {
			Socket socket = new Socket("localhost", this.port);
			socket.setTcpNoDelay(true);
			socket.setSoTimeout(20_000);
			this.sockets.add(socket);
			return socket;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static void say(Socket socket, String text) {
		int head = text.indexOf("\n\n");
		String lines = (head < 0) ? text.replace("\n", "\r\n")
				: text.substring(0, head + 2).replace("\n", "\r\n") + text.substring(head + 2).replace("\n", "\r\n");
		write(socket, lines);
	}

	private static void trickle(Socket socket) {
		try {
			trickle(socket, "x");
		}
		catch (UncheckedIOException over) {
			// It hung up.
		}
	}

	private static void trickle(Socket socket, String text) {
		write(socket, text);
	}

	private static void write(Socket socket, String text) {
		try {
			socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static String firstLine(Socket socket) {
		try {
			StringBuilder line = new StringBuilder();
			InputStream in = socket.getInputStream();
			for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
				line.append((char) c);
			}
			return line.toString();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static boolean isAnswered(Socket socket) {
		try {
			return socket.getInputStream().available() > 0;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Everything was said, an answer perhaps, and the line is dead. */
	private static boolean isOver(Socket socket) {
		try {
			socket.setSoTimeout(50);
			byte[] answer = new byte[65_536];
			int count;
			do {
				count = socket.getInputStream().read(answer);
			}
			while (count >= 0);
			return true;
		}
		catch (java.net.SocketTimeoutException waiting) {
			return false;
		}
		catch (IOException reset) {
			return true;
		}
	}

}
