package dev.roundtable.tasks.reports;

import java.io.IOException;
import java.time.OffsetDateTime;
import java.util.List;

import dev.roundtable.people.PersonalData;
import dev.roundtable.people.Viewer;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What a person said she has it on, for her to take with her. */
@Component
class MeTooOfAPerson implements PersonalData {

	private final JdbcClient jdbc;

	MeTooOfAPerson(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	record Reported(long task, @Nullable String device, @Nullable String build, @Nullable Frequency frequency,
			OffsetDateTime at) {
	}

	@Override
	public void pack(Viewer person, Archive archive) throws IOException {
		archive.pages("me-too-%d.json", (after) -> this.jdbc.sql("""
				select task_number as task, model as device, build, frequency, created_at as at from task_reports
				where account_id = :by and task_number > :after order by task_number limit :limit
				""")
			.param("by", person.id().value())
			.param("after", after)
			.param("limit", Archive.ROWS)
			.query(Reported.class)
			.list(), Reported::task);
	}

}
