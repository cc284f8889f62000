package dev.roundtable.moderation;

import java.io.IOException;
import java.time.OffsetDateTime;

import dev.roundtable.people.PersonalData;
import dev.roundtable.people.Viewer;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What a person reported and what came of it, for her to take with her. */
@Component
class ReportsOfAPerson implements PersonalData {

	private final JdbcClient jdbc;

	ReportsOfAPerson(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	record Reported(long post, String reason, String note, OffsetDateTime at, @Nullable Boolean upheld) {
	}

	@Override
	public void pack(Viewer person, Archive archive) throws IOException {
		archive.json("reports.json",
				this.jdbc.sql("""
						select post_id as post, reason, note, reported_at as at, upheld from post_reports
						where account_id = :account order by id""")
					.param("account", person.id().value())
					.query(Reported.class)
					.list());
	}

}
