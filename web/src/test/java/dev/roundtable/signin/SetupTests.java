package dev.roundtable.signin;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.Callable;

import dev.roundtable.Browser;
import dev.roundtable.RoundtableApplication;
import dev.roundtable.RoundtableTest;
import dev.roundtable.stores.World;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

@ExtendWith(OutputCaptureExtension.class)
class SetupTests {

	private static ConfigurableApplicationContext start(Path data) {
		return new SpringApplicationBuilder(RoundtableApplication.class).run("--server.port=0",
				"--roundtable.elasticsearch.enabled=false",
				"--spring.datasource.url=" + RoundtableTest.databaseIn(data));
	}

	@Test
	void the_link_in_the_log_makes_the_first_administrator_and_then_nobody_else(CapturedOutput output)
			throws InterruptedException {
		Path data = RoundtableTest.temporary();
		try (ConfigurableApplicationContext application = start(data)) {
			String base = "http://localhost:" + application.getEnvironment().getProperty("local.server.port");
			String log = output.toString();
			String link = log.substring(log.lastIndexOf("/setup?token=")).lines().findFirst().orElseThrow().strip();
			Browser stranger = new Browser(base);
			assertThat(stranger.open("/sign-in").headers().firstValue("Location")).hasValue("/setup");
			assertThat(stranger.open("/setup").statusCode()).isEqualTo(403);
			assertThat(stranger.open("/setup?token=guess").statusCode()).isEqualTo(403);

			Browser owner = new Browser(base);
			assertThat(owner.open(link).statusCode()).isEqualTo(200);
			String token = link.substring(link.indexOf('=') + 1);
			assertThat(owner.submit("/setup", "token", token, "name", "grace", "password", "short").statusCode())
				.isEqualTo(422);
			Callable<HttpResponse<String>> click = () -> owner.submit("/setup", "token", token, "name", "grace",
					"password", RoundtableTest.PASSWORD, "_once", "setup-1");
			assertThat(World.atOnce(2, List.of(click, click))).as("a double click leads on")
				.allMatch((answer) -> answer.headers().firstValue("Location").orElse("").equals("/admin"));
			assertThat(owner.open("/admin").body()).contains("Administration", "alone in the team",
					"Make the first board");
			assertThat(owner.open("/admin/people").statusCode()).isEqualTo(200);

			assertThat(stranger.open(link).headers().firstValue("Location")).hasValue("/");
			assertThat(stranger.open("/sign-in").statusCode()).isEqualTo(200);
		}
	}

	@Test
	void a_database_that_another_roundtable_has_open_is_said_plainly(CapturedOutput output) throws IOException {
		Path data = RoundtableTest.temporary();
		try (FileChannel file = FileChannel.open(data.resolve("roundtable.mv.db"), StandardOpenOption.CREATE,
				StandardOpenOption.WRITE); FileLock lock = file.lock()) {
			assertThat(lock.isValid()).isTrue();
			assertThatException().isThrownBy(() -> start(data).close());
			assertThat(output).contains("The database file is in use by another process", "Stop the other Roundtable");
		}
	}

}
