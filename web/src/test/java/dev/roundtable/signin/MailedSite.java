package dev.roundtable.signin;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.roundtable.Browser;
import dev.roundtable.RoundtableApplication;
import dev.roundtable.RoundtableTest;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** An application with a mail server of its own. */
public final class MailedSite implements AutoCloseable {

	private static final Pattern LINK = Pattern.compile("https://forum\\.example(/\\S+)");

	private final GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

	private final ConfigurableApplicationContext application;

	/**
	 * @param settings a database among them takes the place of an H2 file of its own
	 */
	public MailedSite(String... settings) {
		this.server.start();
		List<String> all = new ArrayList<>(List.of("--server.port=0", "--roundtable.elasticsearch.enabled=false",
				"--ROUNDTABLE_ADMIN_NAME=" + RoundtableTest.ADMIN,
				"--ROUNDTABLE_ADMIN_PASSWORD=" + RoundtableTest.PASSWORD, "--spring.mail.host=127.0.0.1",
				"--spring.mail.port=" + this.server.getSmtp().getPort(), "--roundtable.url=https://forum.example/",
				"--roundtable.mail.every=50ms", "--roundtable.mail.from=The forum <forum@forum.example>",
				"--roundtable.limits.registrations-per-address=1000"));
		all.addAll(List.of(settings));
		if (Arrays.stream(settings).noneMatch((one) -> one.startsWith("--spring.datasource.url="))) {
			all.add("--spring.datasource.url=" + RoundtableTest.databaseIn(RoundtableTest.temporary()));
		}
		this.application = new SpringApplicationBuilder(RoundtableApplication.class).run(all.toArray(String[]::new));
	}

	public <T> T bean(Class<T> type) {
		return this.application.getBean(type);
	}

	/** Takes no mail until it is told to. */
	public void mailServerStops() {
		this.server.stop();
	}

	public Browser browser() {
		return new Browser("http://localhost:" + this.application.getEnvironment().getProperty("local.server.port"));
	}

	public JdbcClient jdbc() {
		return this.application.getBean(JdbcClient.class);
	}

	/** Registers with that address, or without one where it is empty. */
	public Browser registered(String name, String address) {
		Browser browser = browser();
		browser.open("/register");
		HttpResponse<String> answer = browser.submit("/register", "name", name, "password", RoundtableTest.PASSWORD,
				"address", address);
		assertThat(answer.statusCode()).as(answer.body()).isIn(200, 302, 303);
		return browser;
	}

	/** With a confirmed address. */
	public Browser confirmed(String name, String address) {
		Browser browser = registered(name, address);
		String path = link(address, 0);
		browser.open(path);
		browser.submit("/address/confirm", "token", path.substring(path.indexOf('=') + 1));
		return browser;
	}

	/** The mails that came to that address, at least so many. */
	public List<MimeMessage> mails(String address, int atLeast) {
		await().atMost(Duration.ofSeconds(20)).until(() -> now(address).size() >= atLeast);
		return now(address);
	}

	/** Those that came when all that was queued is gone. */
	public List<MimeMessage> allMails(String address) {
		await().atMost(Duration.ofSeconds(20))
			.until(() -> jdbc().sql("select count(*) from mails").query(Long.class).single() == 0);
		return now(address);
	}

	private List<MimeMessage> now(String address) {
		return Arrays.stream(this.server.getReceivedMessages()).filter((mail) -> isTo(mail, address)).toList();
	}

	private static boolean isTo(MimeMessage mail, String address) {
		try {
			return mail.getAllRecipients()[0].toString().equalsIgnoreCase(address);
		}
		catch (MessagingException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** The path of the link in a mail; the first that came is number 0. */
	public String link(String address, int number) {
		String text = text(mails(address, number + 1).get(number));
		Matcher link = LINK.matcher(text);
		assertThat(link.find()).as(text).isTrue();
		return link.group(1);
	}

	public static String text(MimeMessage mail) {
		try {
			return mail.getSubject() + "\n" + mail.getContent();
		}
		catch (MessagingException | java.io.IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public void close() {
		this.application.close();
		this.server.stop();
	}

}
