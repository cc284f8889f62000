package dev.roundtable.journal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Map;

import dev.roundtable.site.Audience;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.jdbc.core.RowMapper;
import org.springframework.stereotype.Component;

/**
 * Reads entries from rows that have these {@link #COLUMNS}, of the journal or of its view
 * {@code journal_entries}.
 */
@Component
public class EntryRows implements RowMapper<Entry> {

	public static final String COLUMNS = "j.id, j.happened_at, j.actor, j.action, j.subject, j.audience, j.facts";

	private static final TypeReference<Map<String, String>> FACTS = new TypeReference<>() {
	};

	private final JsonMapper json;

	EntryRows(JsonMapper json) {
		this.json = json;
	}

	@Override
	public Entry mapRow(ResultSet row, int number) throws SQLException {
		return new Entry(row.getLong("id"), row.getObject("happened_at", OffsetDateTime.class).toInstant(),
				row.getObject("actor", Long.class), row.getString("action"), Subject.parse(row.getString("subject")),
				new Audience(row.getString("audience")), this.json.readValue(row.getString("facts"), FACTS));
	}

	String text(Map<String, String> facts) {
		return this.json.writeValueAsString(facts);
	}

}
