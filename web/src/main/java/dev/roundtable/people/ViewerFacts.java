package dev.roundtable.people;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.RowMapper;

/** Reads a row of the view {@code viewer_facts}: a viewer without her groups. */
public final class ViewerFacts {

	/** Of {@code viewer_facts v}. */
	public static final String COLUMNS = "v.account_id, v.name, v.role, v.sanction, v.sanction_reason, v.sanction_until, v.picture";

	/** For statements that select {@link #COLUMNS}; {@link Viewers} adds the groups. */
	public static final RowMapper<Viewer> VIEWER = (row, _) -> viewer(row);

	private ViewerFacts() {
	}

	static Viewer viewer(ResultSet row) throws SQLException {
		return new Viewer(AccountId.of(row.getLong("account_id")), row.getString("name"),
				Role.valueOf(row.getString("role")), Set.of(), sanction(row), row.getString("picture"));
	}

	private static @Nullable Sanction sanction(ResultSet row) throws SQLException {
		String kind = row.getString("sanction");
		if (kind == null) {
			return null;
		}
		OffsetDateTime until = row.getObject("sanction_until", OffsetDateTime.class);
		return new Sanction(Sanction.Kind.valueOf(kind), row.getString("sanction_reason"),
				(until != null) ? until.toInstant() : null);
	}

}
