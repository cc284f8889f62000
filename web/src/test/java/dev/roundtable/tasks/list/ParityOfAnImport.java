package dev.roundtable.tasks.list;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import dev.roundtable.stores.StoreTest;
import dev.roundtable.stores.World;
import dev.roundtable.tasks.TaskRules;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The same of what a site has imported, which is too much for each build:
 * {@code mvn verify -Dtest=ParityOfAnImport} with {@code ROUNDTABLE_IMPORTED} naming its
 * file without the ending.
 */
@StoreTest
class ParityOfAnImport extends ParityOfOriginsTests {

	ParityOfAnImport(TaskList list, ListQueries queries, TaskRules rules, JdbcTemplate batch, JdbcClient jdbc,
			World world) {
		super(list, queries, rules, batch, jdbc, world);
	}

	@Test
	void the_order_of_an_imported_list_is_the_same_whoever_reported_it() throws Exception {
		String file = Objects.requireNonNull(System.getenv("ROUNDTABLE_IMPORTED"), "ROUNDTABLE_IMPORTED");
		Path copy = Files.createTempDirectory("imported");
		Files.copy(Path.of(file + ".mv.db"), copy.resolve("rt.mv.db"));
		List<Reported> reported = new ArrayList<>();
		try (Connection imported = DriverManager.getConnection(
				"jdbc:h2:file:" + copy.resolve("rt") + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE", "roundtable", "");
				ResultSet row = imported.createStatement()
					.executeQuery("select severity, regression, people, votes, created_at, number from tasks")) {
			while (row.next()) {
				reported.add(new Reported(row.getString(1), row.getBoolean(2), row.getInt(3), row.getInt(4),
						row.getObject(5, OffsetDateTime.class), (int) (row.getLong(6) % 3)));
			}
		}
		assertThat(reported).hasSizeGreaterThan(1000);
		swapping_changes_nothing(reported);
	}

}
