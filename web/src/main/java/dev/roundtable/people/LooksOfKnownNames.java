package dev.roundtable.people;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.Set;

import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.migration.Context;
import org.flywaydb.core.api.migration.JavaMigration;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Gives the names that were there before looks counted what they look like; of those that
 * look alike the oldest keeps the look, and all keep their names.
 */
@Component
class LooksOfKnownNames implements JavaMigration {

	private static final int BATCH = 500;

	@Override
	public MigrationVersion getVersion() {
		return MigrationVersion.fromVersion("0006");
	}

	@Override
	public String getDescription() {
		return "looks of known names";
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
		Connection connection = context.getConnection();
		Set<String> taken = new HashSet<>();
		try (Statement read = connection.createStatement();
				ResultSet names = read.executeQuery("select id, name from accounts order by id");
				PreparedStatement write = connection
					.prepareStatement("insert into name_looks (look, account_id) values (?, ?)")) {
			int waiting = 0;
			while (names.next()) {
				for (String look : NameLook.of(names.getString("name"))) {
					if (taken.add(look)) {
						write.setString(1, look);
						write.setLong(2, names.getLong("id"));
						write.addBatch();
						waiting++;
					}
				}
				if (waiting >= BATCH) {
					write.executeBatch();
					waiting = 0;
				}
			}
			write.executeBatch();
		}
	}

}
