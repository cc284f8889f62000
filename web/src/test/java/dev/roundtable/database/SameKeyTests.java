package dev.roundtable.database;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import com.zaxxer.hikari.HikariDataSource;
import org.h2.api.ErrorCode;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Who writes a key that another transaction is just writing waits for its end. */
class SameKeyTests {

	@TempDir
	private Path folder;

	private final ExecutorService second = Executors.newSingleThreadExecutor();

	/** The second, once it has its connection. */
	private volatile @Nullable Thread waiting;

	private HikariDataSource pool = new HikariDataSource();

	@BeforeEach
	void open() throws SQLException {
		this.pool = Writer.open(this.folder.resolve("roundtable"));
		try (Connection connection = this.pool.getConnection()) {
			connection.createStatement().execute("create table keys (id varchar(20) primary key)");
		}
	}

	@AfterEach
	void close() {
		this.second.close();
		this.pool.close();
	}

	private static int write(Connection connection) throws SQLException {
		try (var insert = connection.prepareStatement("insert into keys (id) values ('one') on conflict do nothing")) {
			return insert.executeUpdate();
		}
	}

	/** What it made of it. */
	private record Waited(int rows, int failure) {
	}

	private Waited writeToo() throws SQLException {
		try (Connection connection = this.pool.getConnection()) {
			this.waiting = Thread.currentThread();
			return new Waited(write(connection), 0);
		}
		catch (SQLException ex) {
			return new Waited(0, ex.getErrorCode());
		}
	}

	private static boolean isParked(@Nullable Thread thread) {
		return thread != null && thread.getState() == Thread.State.TIMED_WAITING;
	}

	@Test
	void the_second_writes_nothing_once_the_first_is_through() throws Exception {
		try (Connection first = this.pool.getConnection()) {
			first.setAutoCommit(false);
			assertThat(write(first)).isOne();
			Future<Waited> waited = this.second.submit(this::writeToo);
			await().during(Duration.ofMillis(300)).until(() -> !waited.isDone());
			first.commit();
			assertThat(waited.get().rows()).isZero();
			assertThat(waited.get().failure()).isZero();
		}
	}

	@Test
	void the_second_writes_when_the_first_takes_it_back() throws Exception {
		try (Connection first = this.pool.getConnection()) {
			first.setAutoCommit(false);
			write(first);
			Future<Waited> waited = this.second.submit(this::writeToo);
			await().during(Duration.ofMillis(100)).until(() -> !waited.isDone());
			first.rollback();
			assertThat(waited.get().rows()).isOne();
		}
	}

	@Test
	void who_waits_leaves_the_processor_to_others_and_is_told_in_the_end() throws Exception {
		try (Connection first = this.pool.getConnection()) {
			first.setAutoCommit(false);
			write(first);
			Future<Waited> waited = this.second.submit(this::writeToo);
			await().until(() -> isParked(this.waiting));
			assertThat(waited.get().failure()).isEqualTo(ErrorCode.LOCK_TIMEOUT_1);
			assertThat(write(first)).as("the first goes on").isZero();
			first.commit();
		}
	}

}
