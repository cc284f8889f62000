package dev.roundtable.database;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import com.zaxxer.hikari.HikariDataSource;
import dev.roundtable.RoundtableTest;
import dev.roundtable.http.NoRoom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** What people and machines are told while the database cannot. */
class OutageTests extends RoundtableTest {

	private static final HttpClient HTTP = HttpClient.newHttpClient();

	@Autowired
	private HikariDataSource pool;

	@Autowired
	private Environment environment;

	@Test
	void a_site_that_reads_and_writes_is_ready() throws Exception {
		assertThat(get("/actuator/health/readiness", "").statusCode()).isEqualTo(200);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/", "/tasks", "/t/1/x", "/api/v1/topics", "/api/v1/tasks" })
	void whoever_finds_no_free_connection_is_told_to_come_again(String path) throws Exception {
		List<Connection> all = new ArrayList<>();
		try {
			while (all.size() < this.pool.getMaximumPoolSize()) {
				all.add(this.pool.getConnection());
			}
			for (String authorization : List.of("", "Bearer nobody-has-this-token-" + System.nanoTime())) {
				HttpResponse<String> answer = get(path + "?q=" + System.nanoTime(), authorization);
				assertThat(answer.statusCode()).as(path + answer.body()).isEqualTo(503);
				assertThat(answer.headers().firstValue("Retry-After")).isPresent();
			}
		}
		finally {
			for (Connection connection : all) {
				connection.close();
			}
		}
		assertThat(get("/api/v1/boards", "").statusCode()).isEqualTo(200);
	}

	@Test
	void on_a_disk_that_is_nearly_full_one_still_reads_and_deletes_but_writes_nothing() throws SQLException {
		FreeSpace none = new FreeSpace(EmbeddedUrl.file(this.environment.getRequiredProperty("spring.datasource.url")),
				Long.MAX_VALUE);
		DurableDataSource full = new DurableDataSource(this.environment.getRequiredProperty("spring.datasource.url"),
				"roundtable", "", new DatabaseSettings(false, DataSize.ofMegabytes(64)), none);
		try (Connection connection = full.getConnection(); var statement = connection.createStatement()) {
			assertThat(statement.executeQuery("select count(*) from accounts").next()).isTrue();
			assertThat(statement.executeUpdate("delete from setup_tokens where token_hash = 'none'")).isZero();
			// What a start asks before it knows whether there is anything to write.
			assertThat(statement.execute("call schema()")).isTrue();
			assertThat(statement.executeQuery("select * from \"flyway_schema_history\" for update").next()).isTrue();
			assertThatExceptionOfType(NoRoom.class).isThrownBy(() -> statement
				.executeUpdate("insert into setup_tokens (token_hash, created_at) values ('x', now())"));
		}
		assertThat(new StorageHealth(this.jdbc, none).health().getStatus().getCode()).isEqualTo("OUT_OF_SERVICE");
	}

	private HttpResponse<String> get(String path, String authorization) throws IOException, InterruptedException {
		HttpRequest.Builder request = HttpRequest.newBuilder(
				URI.create("http://localhost:" + this.environment.getRequiredProperty("local.server.port") + path));
		if (!authorization.isEmpty()) {
			request.header("Authorization", authorization);
		}
		return HTTP.send(request.build(), BodyHandlers.ofString());
	}

}
