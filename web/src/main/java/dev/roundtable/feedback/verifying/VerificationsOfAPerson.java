package dev.roundtable.feedback.verifying;

import java.io.IOException;
import java.time.OffsetDateTime;
import java.util.List;

import dev.roundtable.people.PersonalData;
import dev.roundtable.people.Viewer;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What a person said of what she tried, for her to take with her. */
@Component
class VerificationsOfAPerson implements PersonalData {

	private final JdbcClient jdbc;

	VerificationsOfAPerson(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	record Verified(long task, boolean works, @Nullable String build, String comment, OffsetDateTime at) {
	}

	@Override
	public void pack(Viewer person, Archive archive) throws IOException {
		archive.pages("verifications-%d.json",
				(after) -> this.jdbc.sql("""
						select task_number as task, works, build, comment, answered_at as at from task_verifications
						where account_id = :by and task_number > :after order by task_number limit :limit
						""")
					.param("by", person.id().value())
					.param("after", after)
					.param("limit", Archive.ROWS)
					.query(Verified.class)
					.list(),
				Verified::task);
	}

}
