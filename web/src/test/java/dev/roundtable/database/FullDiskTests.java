package dev.roundtable.database;

import java.nio.file.Path;

import dev.roundtable.Browser;
import dev.roundtable.RoundtableApplication;
import dev.roundtable.RoundtableTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/** Whole starts beside a disk on which less is free than is kept in reserve. */
@ExtendWith(OutputCaptureExtension.class)
class FullDiskTests {

	private static ConfigurableApplicationContext start(Path data, String reserve) {
		return new SpringApplicationBuilder(RoundtableApplication.class).run("--server.port=0",
				"--roundtable.elasticsearch.enabled=false", "--ROUNDTABLE_ADMIN_NAME=grace",
				"--ROUNDTABLE_ADMIN_PASSWORD=" + RoundtableTest.PASSWORD, "--roundtable.database.reserve=" + reserve,
				"--spring.datasource.url=" + RoundtableTest.databaseIn(data));
	}

	@Test
	void a_site_that_is_started_on_a_full_disk_is_read() {
		Path data = RoundtableTest.temporary();
		start(data, "1MB").close();
		try (ConfigurableApplicationContext application = start(data, "1000TB")) {
			Browser reader = new Browser(
					"http://localhost:" + application.getEnvironment().getProperty("local.server.port"));
			assertThat(reader.open("/").statusCode()).isEqualTo(200);
			assertThat(reader.open("/actuator/health/readiness").statusCode()).isEqualTo(503);
		}
	}

	@Test
	void a_first_start_on_a_full_disk_says_what_is_wrong(CapturedOutput output) {
		assertThatException().isThrownBy(() -> start(RoundtableTest.temporary(), "1000TB").close());
		assertThat(output).contains("The disk of the database is full", "Make room there");
	}

}
