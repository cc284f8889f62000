package dev.roundtable.database;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class ReadAnewTests {

	private static final String COUNT = """
			with counted as (select number as task, number as part from task_view where number = ?)
			select count(distinct v.who) from counted c join vote_view v on v.task = c.part
			""";

	@Test
	void a_transaction_reads_what_it_has_just_written(@TempDir Path folder) throws SQLException {
		try (Connection database = DriverManager.getConnection(EmbeddedUrl.of(folder.resolve("rt")), "sa", "");
				Statement statement = database.createStatement()) {
			database.setAutoCommit(false);
			statement.execute("create table tasks (number bigint primary key)");
			statement.execute("create table votes (task bigint, who bigint, primary key (task, who))");
			statement.execute("create view task_view as select number from tasks");
			statement.execute("create view vote_view as select task, who from votes");
			statement.execute("insert into tasks values (1)");
			for (int votes = 1; votes <= 3; votes++) {
				statement.execute("insert into votes values (1, %d)".formatted(votes));
				assertThat(counted(database)).isEqualTo(votes);
			}
		}
	}

	private static int counted(Connection database) throws SQLException {
		try (PreparedStatement count = database.prepareStatement(COUNT)) {
			count.setLong(1, 1);
			try (ResultSet row = count.executeQuery()) {
				row.next();
				return row.getInt(1);
			}
		}
	}

}
