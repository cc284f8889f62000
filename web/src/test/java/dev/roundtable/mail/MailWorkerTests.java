package dev.roundtable.mail;

import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.zaxxer.hikari.HikariDataSource;
import dev.roundtable.site.SiteUrl;
import dev.roundtable.stores.SetClock;
import dev.roundtable.stores.StoreTest;
import dev.roundtable.stores.World;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Against real mail servers, good ones and bad ones. */
@StoreTest
class MailWorkerTests {

	private static final AtomicInteger NAMES = new AtomicInteger();

	private final SetClock clock = new SetClock();

	private final JdbcClient jdbc;

	private final PlatformTransactionManager transactions;

	private final HikariDataSource connections;

	private final Stops stops;

	private final SiteUrl site;

	/** What is about this may not go any more. */
	private static final String CLOSED = "closed";

	private final ObjectProvider<LastLook> looks = new StaticListableBeanFactory(
			Map.of("look", (LastLook) (about, _) -> !about.equals(CLOSED)))
		.getBeanProvider(LastLook.class);

	private final MailQueue queue;

	private final String to = "mei" + NAMES.incrementAndGet() + "@example.org";

	MailWorkerTests(JdbcClient jdbc, PlatformTransactionManager transactions, HikariDataSource connections, Stops stops,
			SiteUrl site) {
		this.jdbc = jdbc;
		this.transactions = transactions;
		this.connections = connections;
		this.stops = stops;
		this.site = site;
		this.queue = new MailQueue(jdbc, this.clock, transactions);
	}

	@BeforeEach
	void nothing_waits() {
		this.jdbc.sql("delete from mails").update();
		this.jdbc.sql("delete from mail_keys").update();
	}

	private MailWorker worker(int port) {
		JavaMailSenderImpl server = new JavaMailSenderImpl();
		server.setHost("127.0.0.1");
		server.setPort(port);
		for (String time : List.of("connectiontimeout", "timeout", "writetimeout")) {
			server.getJavaMailProperties().setProperty("mail.smtp." + time, "2000");
		}
		MailSettings settings = new MailSettings("", Duration.ofSeconds(1), 2, Duration.ofSeconds(30));
		return new MailWorker(this.queue, this.stops, new Smtp(Optional.of(server), settings, this.site), settings,
				this.transactions, this.clock, this.looks);
	}

	private static GreenMail server(int port) {
		GreenMail server = new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
		server.start();
		return server;
	}

	private static int freePort() throws IOException {
		try (ServerSocket free = new ServerSocket(0)) {
			return free.getLocalPort();
		}
	}

	private Letter letter(String key, String to, String subject, @Nullable String unsubscribe) {
		return new Letter(key, Letter.Kind.NOTICE, MailAddress.of("to", to), subject, "您好 Mei,\n.\nbye\n", unsubscribe,
				this.clock.instant().plus(Duration.ofDays(1)));
	}

	private boolean add(Letter letter) {
		return Boolean.TRUE.equals(new TransactionTemplate(this.transactions)
			.execute((_) -> this.queue.add(letter.key() + this.to, letter)));
	}

	private static void sendAll(MailWorker worker) {
		boolean more = true;
		while (more) {
			more = worker.sendSome();
		}
	}

	@Test
	void a_mail_arrives_as_it_was_written_and_is_gone_from_the_queue() throws Exception {
		GreenMail server = server(0);
		try {
			add(letter("one", this.to, "梅，有人回复了\r\nBcc: everybody@example.org", "https://forum.example/out?t=1"));
			sendAll(worker(server.getSmtp().getPort()));
			MimeMessage mail = server.getReceivedMessages()[0];
			assertThat(server.getReceivedMessages()).hasSize(1);
			assertThat(mail.getSubject()).isEqualTo("梅，有人回复了 Bcc: everybody@example.org");
			assertThat(mail.getAllRecipients()).hasSize(1);
			assertThat(mail.getAllRecipients()[0]).hasToString(this.to);
			assertThat(mail.getFrom()[0].toString()).startsWith("Roundtable <roundtable@");
			assertThat(mail.getContent().toString().replace("\r", "").strip()).isEqualTo("您好 Mei,\n.\nbye");
			assertThat(mail.getHeader("List-Unsubscribe")).containsExactly("<https://forum.example/out?t=1>");
			assertThat(mail.getHeader("List-Unsubscribe-Post")).containsExactly("List-Unsubscribe=One-Click");
			assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
			assertThat(this.queue.size()).isZero();
		}
		finally {
			server.stop();
		}
	}

	@Test
	void what_nobody_may_read_any_more_does_not_go_and_the_rest_does_as_text_and_html() throws Exception {
		GreenMail server = server(0);
		try {
			for (String about : List.of(CLOSED, "open")) {
				add(new Letter(about, Letter.Kind.NOTICE, MailAddress.of("to", this.to), about, "Text of " + about,
						"<p>HTML of " + about + "</p>", null, about, this.clock.instant().plus(Duration.ofDays(1))));
			}
			sendAll(worker(server.getSmtp().getPort()));
			assertThat(server.getReceivedMessages()).hasSize(1);
			MimeMultipart parts = (MimeMultipart) server.getReceivedMessages()[0].getContent();
			assertThat(parts.getContentType()).startsWith("multipart/alternative");
			assertThat(parts.getBodyPart(0).getContent().toString().strip()).isEqualTo("Text of open");
			assertThat(parts.getBodyPart(1).getContentType()).startsWith("text/html");
			assertThat(this.queue.size()).isZero();
		}
		finally {
			server.stop();
		}
	}

	@Test
	void the_same_mail_is_queued_once_however_often_and_also_after_it_went() throws InterruptedException {
		GreenMail server = server(0);
		try {
			Letter letter = letter("same", this.to, "Once", null);
			List<Callable<Boolean>> twice = List.of(() -> add(letter), () -> add(letter));
			assertThat(World.atOnce(2, twice)).containsExactlyInAnyOrder(true, false);
			sendAll(worker(server.getSmtp().getPort()));
			assertThat(add(letter)).isFalse();
			sendAll(worker(server.getSmtp().getPort()));
			assertThat(server.getReceivedMessages()).hasSize(1);
		}
		finally {
			server.stop();
		}
	}

	@Test
	void what_was_queued_while_the_server_was_down_goes_out_once_when_it_is_back() throws Exception {
		int port = freePort();
		MailWorker worker = worker(port);
		IntStream.range(0, 30).forEach((i) -> add(letter("down" + i, this.to, "Number " + i, null)));
		sendAll(worker);
		assertThat(worker.away()).isNotNull();
		assertThat(this.queue.size()).isEqualTo(30);
		assertThat(this.queue.waiting()).allMatch((mail) -> mail.attempts() == 0);
		GreenMail server = server(port);
		try {
			sendAll(worker);
			assertThat(server.getReceivedMessages()).as("a server that is away is left alone for a while").isEmpty();
			this.clock.pass(Duration.ofSeconds(31));
			World.atOnce(3, List.<Callable<Boolean>>of(worker::sendSome, worker::sendSome, worker::sendSome));
			sendAll(worker);
			assertThat(worker.away()).isNull();
			assertThat(subjects(server)).hasSize(30).doesNotHaveDuplicates();
			assertThat(this.queue.size()).isZero();
		}
		finally {
			server.stop();
		}
	}

	private static List<String> subjects(GreenMail server) {
		return Arrays.stream(server.getReceivedMessages()).map((mail) -> {
			try {
				return mail.getSubject();
			}
			catch (MessagingException ex) {
				throw new IllegalStateException(ex);
			}
		}).toList();
	}

	@Test
	void a_server_that_accepts_and_never_answers_keeps_no_connection_and_loses_no_mail() throws Exception {
		try (ScriptedServer silent = new ScriptedServer((_) -> "")) {
			MailWorker worker = worker(silent.port());
			add(letter("silent", this.to, "Waits", null));
			Thread sender = Thread.ofVirtual().start(() -> sendAll(worker));
			await().until(() -> !this.queue.waiting().isEmpty() && this.queue.waiting().getFirst().attempts() == 1);
			assertThat(this.connections.getHikariPoolMXBean().getActiveConnections())
				.as("while it waits for the server")
				.isZero();
			sender.join(Duration.ofSeconds(10));
			assertThat(worker.away()).isNotNull();
			assertThat(this.queue.size()).isEqualTo(1);
		}
	}

	@Test
	void one_mail_on_which_the_server_falls_silent_does_not_keep_the_others() throws Exception {
		String silenced = "silent." + this.to;
		try (ScriptedServer server = new ScriptedServer(
				(line) -> line.contains("RCPT TO:<silent") ? "" : ScriptedServer.USUAL)) {
			MailWorker worker = worker(server.port());
			add(letter("a", silenced, "First", null));
			add(letter("b", this.to, "Second", null));
			sendAll(worker);
			assertThat(server.heard).contains("RCPT TO:<" + this.to + ">", ".");
			assertThat(this.queue.waiting()).singleElement()
				.matches((mail) -> mail.recipient().equals(silenced) && mail.attempts() == 1);
			this.clock.pass(Duration.ofSeconds(59));
			assertThat(worker.sendSome()).as("not before a minute").isFalse();
			this.clock.pass(Duration.ofSeconds(2));
			assertThat(worker.sendSome()).isTrue();
		}
	}

	@Test
	void an_address_that_is_refused_for_good_gets_nothing_any_more() throws Exception {
		try (ScriptedServer server = new ScriptedServer(
				(line) -> line.startsWith("RCPT") ? "550 5.1.1 no such user" : ScriptedServer.USUAL)) {
			add(letter("a", this.to, "First", null));
			add(letter("b", this.to.toUpperCase(java.util.Locale.ROOT), "Second", null));
			sendAll(worker(server.port()));
			assertThat(this.queue.size()).isZero();
			assertThat(this.stops.has(MailAddress.of("to", this.to))).isTrue();
			assertThat(this.stops.latest())
				.anyMatch((stop) -> stop.address().equals(this.to) && stop.reason().contains("no such user"));
			assertThat(server.heard).filteredOn((line) -> line.startsWith("RCPT")).hasSize(1);
		}
	}

	@Test
	void an_address_is_not_stopped_for_what_is_not_its_fault() throws Exception {
		for (String answer : List.of("450 4.2.0 greylisted", "550 5.7.1 you are on a list of spammers",
				"552 5.2.2 the box is full", "421 too much")) {
			this.jdbc.sql("delete from mails").update();
			try (ScriptedServer server = new ScriptedServer(
					(line) -> line.startsWith("RCPT") ? answer : ScriptedServer.USUAL)) {
				add(letter(answer.substring(0, 9), this.to, "Later", null));
				sendAll(worker(server.port()));
				assertThat(this.queue.waiting()).as(answer).singleElement().matches((mail) -> mail.attempts() == 1);
				assertThat(this.queue.waiting().getFirst().lastError()).contains(answer.substring(4));
				assertThat(this.stops.has(MailAddress.of("to", this.to))).as(answer).isFalse();
			}
		}
	}

	@Test
	void a_whole_server_that_lets_nobody_in_stops_no_address() throws Exception {
		AtomicBoolean closed = new AtomicBoolean(true);
		try (ScriptedServer server = new ScriptedServer(
				(line) -> (line.isEmpty() && closed.get()) ? "554 not you" : ScriptedServer.USUAL)) {
			MailWorker worker = worker(server.port());
			add(letter("a", this.to, "Later", null));
			sendAll(worker);
			assertThat(worker.away()).isNotNull();
			closed.set(false);
			this.clock.pass(Duration.ofSeconds(31));
			sendAll(worker);
			assertThat(this.queue.size()).isZero();
			assertThat(this.stops.has(MailAddress.of("to", this.to))).isFalse();
		}
	}

	@Test
	void what_a_killed_node_had_claimed_comes_again_after_its_lease_and_old_news_never() {
		add(letter("killed", this.to, "Again", null));
		assertThat(this.queue.claim(10)).hasSize(1);
		assertThat(this.queue.claim(10)).isEmpty();
		this.clock.pass(MailQueue.LEASE.plusSeconds(1));
		List<MailQueue.Claimed> second = this.queue.claim(10);
		assertThat(second).singleElement().matches((mail) -> mail.attempts() == 2);
		this.queue.putOff(second.getFirst(), "451");
		this.clock.pass(Duration.ofDays(1));
		assertThat(this.queue.claim(10)).as("after its time").isEmpty();
		this.queue.forgetOld();
		assertThat(this.queue.size()).isZero();
	}

	@Test
	void links_go_before_notices_and_digests() {
		for (Letter.Kind kind : List.of(Letter.Kind.DIGEST, Letter.Kind.NOTICE, Letter.Kind.ACCOUNT)) {
			add(new Letter(kind.name(), kind, MailAddress.of("to", this.to), kind.name(), "Text", null,
					this.clock.instant().plus(Duration.ofDays(1))));
		}
		assertThat(this.queue.claim(10)).extracting(MailQueue.Claimed::subject)
			.containsExactly("ACCOUNT", "NOTICE", "DIGEST");
	}

	@Test
	void a_text_is_cut_where_the_column_ends_and_never_inside_a_character() {
		Letter letter = letter("long", this.to, "😀".repeat(200), null);
		assertThat(letter.subject()).hasSizeLessThanOrEqualTo(Letter.SUBJECT).endsWith("😀…");
		assertThat(add(letter)).isTrue();
	}

}
