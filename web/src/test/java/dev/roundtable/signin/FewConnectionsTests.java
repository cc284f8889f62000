package dev.roundtable.signin;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;

import dev.roundtable.Browser;
import dev.roundtable.RoundtableApplication;
import dev.roundtable.RoundtableTest;
import dev.roundtable.credentials.Passwords;
import org.junit.jupiter.api.Test;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.util.ReflectionTestUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A crowd at the door must not take the connections that pages need. */
class FewConnectionsTests {

	private static final int CROWD = 16;

	/**
	 * Nothing here is a matter of speed: the test itself holds all places where passwords
	 * are hashed, so a connection that anybody kept meanwhile would be missed for good.
	 */
	@Test
	void sixteen_wrong_and_right_passwords_at_once_hold_up_no_page() throws Exception {
		Path data = RoundtableTest.temporary();
		try (ConfigurableApplicationContext application = new SpringApplicationBuilder(RoundtableApplication.class).run(
				"--server.port=0", "--roundtable.elasticsearch.enabled=false",
				"--spring.datasource.url=" + RoundtableTest.databaseIn(data),
				"--spring.datasource.hikari.maximum-pool-size=2", "--spring.datasource.hikari.connection-timeout=30000",
				"--ROUNDTABLE_ADMIN_NAME=ada", "--ROUNDTABLE_ADMIN_PASSWORD=" + RoundtableTest.PASSWORD,
				"--roundtable.page-cache.megabytes=0", "--roundtable.limits.registrations-per-address=100");
				ExecutorService crowd = Executors.newFixedThreadPool(CROWD)) {
			String base = "http://localhost:" + application.getEnvironment().getProperty("local.server.port");
			List<Callable<Integer>> changes = new ArrayList<>();
			for (int i = 0; i < CROWD; i++) {
				changes.add(change(base, i));
			}
			Semaphore hashing = (Semaphore) Objects
				.requireNonNull(ReflectionTestUtils.getField(application.getBean(Passwords.class), "hashing"));
			int places = hashing.drainPermits();
			List<Future<Integer>> answers = new ArrayList<>();
			changes.forEach((change) -> answers.add(crowd.submit(change)));
			await().atMost(Duration.ofSeconds(60)).until(() -> hashing.getQueueLength() == CROWD);
			Browser reader = new Browser(base);
			for (int i = 0; i < 5; i++) {
				assertThat(reader.open("/").statusCode()).isEqualTo(200);
			}
			hashing.release(places);
			for (int i = 0; i < CROWD; i++) {
				assertThat(answers.get(i).get()).as("change %d", i).isEqualTo((i % 2 == 0) ? 302 : 422);
			}
		}
	}

	/** Every other one mistypes her password. */
	private static Callable<Integer> change(String base, int i) {
		Browser browser = new Browser(base);
		browser.open("/register");
		browser.submit("/register", "name", "crowd_" + (char) ('a' + i), "password", RoundtableTest.PASSWORD);
		browser.open("/settings");
		String current = (i % 2 == 0) ? RoundtableTest.PASSWORD : "not-this-one-7";
		return () -> {
			HttpResponse<String> answer = browser.submit("/settings/password", "current", current, "password",
					"another-horse-" + i, "_once", "change-" + i);
			return answer.statusCode();
		};
	}

}
