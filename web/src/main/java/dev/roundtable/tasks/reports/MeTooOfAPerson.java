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

	/** Rows of one statement, and of one file. */
	private static final int PAGE = 200;

	private final JdbcClient jdbc;

	MeTooOfAPerson(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	record Reported(long task, @Nullable String device, @Nullable String build, @Nullable Frequency frequency,
			OffsetDateTime at) {
	}

	@Override
	public void pack(Viewer person, Archive archive) throws IOException {
		long after = 0;
		for (int page = 1;; page++) {
			List<Reported> rows = this.jdbc.sql("""
					select task_number as task, model as device, build, frequency, created_at as at from task_reports
					where account_id = :by and task_number > :after order by task_number limit :limit
					""")
				.param("by", person.id().value())
				.param("after", after)
				.param("limit", PAGE)
				.query(Reported.class)
				.list();
			if (rows.isEmpty()) {
				return;
			}
			archive.json("me-too-%d.json".formatted(page), rows);
			after = rows.getLast().task();
		}
	}

}
