package dev.roundtable.journal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;

import dev.roundtable.site.Audience;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Writes and reads what happened. */
@Component
public class Journal {

	private static final TypeReference<Map<String, String>> FACTS = new TypeReference<>() {
	};

	private final JdbcClient jdbc;

	private final JsonMapper json;

	private final Clock clock;

	Journal(JdbcClient jdbc, JsonMapper json, Clock clock) {
		this.jdbc = jdbc;
		this.json = json;
		this.clock = clock;
	}

	/**
	 * Writes one row, in the caller's transaction. The caller has locked the subject (its
	 * own change does), so that rows about one subject stand in the order of what
	 * happened.
	 * @param actor an account's id, null where nobody in particular did it
	 * @param action at most 40 characters
	 * @param facts at most 8,000 characters in all; longer texts stay where they are
	 */
	public void record(@Nullable Long actor, String action, Subject subject, Audience audience,
			Map<String, String> facts) {
		this.jdbc.sql("""
				insert into journal (happened_at, actor, action, subject, audience, facts)
				values (:now, :actor, :action, :subject, :audience, :facts)
				""")
			.param("now", OffsetDateTime.now(this.clock))
			.param("actor", actor)
			.param("action", action)
			.param("subject", subject.toString())
			.param("audience", audience.key())
			.param("facts", this.json.writeValueAsString(facts))
			.update();
	}

	/** What happened to a subject, oldest first. The caller sees to the audience. */
	public List<Entry> of(Subject subject) {
		return this.jdbc.sql("""
				select id, happened_at, actor, action, subject, audience, facts from journal
				where subject = :subject order by id
				""").param("subject", subject.toString()).query((row, _) -> entry(row)).list();
	}

	/**
	 * A number that rises with each row that becomes visible, also with one whose id is
	 * below the latest because its transaction took longer: lists that change with what
	 * happens are kept by it.
	 */
	public long latest() {
		return this.jdbc.sql("""
				select coalesce(sum(id), 0) from (select id from journal order by id desc limit 64) newest
				""").query(Long.class).single();
	}

	private Entry entry(ResultSet row) throws SQLException {
		return new Entry(row.getLong("id"), row.getObject("happened_at", OffsetDateTime.class).toInstant(),
				row.getObject("actor", Long.class), row.getString("action"), Subject.parse(row.getString("subject")),
				new Audience(row.getString("audience")), this.json.readValue(row.getString("facts"), FACTS));
	}

}
