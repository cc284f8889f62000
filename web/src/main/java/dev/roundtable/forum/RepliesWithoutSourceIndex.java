package dev.roundtable.forum;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.migration.Context;
import org.flywaydb.core.api.migration.JavaMigration;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Drops the unique constraint on a reply's id at its source, which no typed reply has and
 * every one paid for with an index. An import, the only one that writes such ids, locks
 * its topics instead. In Java, because databases gave the constraint names of their own.
 */
@Component
class RepliesWithoutSourceIndex implements JavaMigration {

	@Override
	public MigrationVersion getVersion() {
		return MigrationVersion.fromVersion("0015");
	}

	@Override
	public String getDescription() {
		return "replies without source index";
	}

	@Override
	public @Nullable Integer getChecksum() {
		return null;
	}

	@Override
	public boolean canExecuteInTransaction() {
		return true;
	}

	@Override
	public void migrate(Context context) throws SQLException {
		for (String constraint : constraints(context.getConnection())) {
			try (Statement statement = context.getConnection().createStatement()) {
				statement.execute("alter table posts drop constraint \"" + constraint + "\"");
			}
		}
	}

	private static List<String> constraints(Connection connection) throws SQLException {
		List<String> names = new ArrayList<>();
		try (Statement statement = connection.createStatement(); ResultSet rows = statement.executeQuery("""
				select c.constraint_name from information_schema.table_constraints c
				join information_schema.key_column_usage k
				  on k.constraint_name = c.constraint_name and k.constraint_schema = c.constraint_schema
				where c.table_name = 'posts' and c.constraint_type = 'UNIQUE' and k.column_name = 'external_id'
				  and c.table_schema = current_schema
				""")) {
			while (rows.next()) {
				names.add(rows.getString(1));
			}
		}
		return names;
	}

}
