package dev.roundtable.tasks.authors;

import java.io.IOException;
import java.time.OffsetDateTime;
import java.util.List;

import dev.roundtable.people.Capability;
import dev.roundtable.people.PersonalData;
import dev.roundtable.people.Viewer;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What a person wrote on tasks, for her to take with her: of the internal lane only while
 * she reads it.
 */
@Component
class CommentsOfAPerson implements PersonalData {

	/** Rows of one statement, and of one file. */
	private static final int PAGE = 200;

	private final JdbcClient jdbc;

	CommentsOfAPerson(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	record Written(long id, String url, boolean internal, String body, OffsetDateTime at,
			@Nullable OffsetDateTime correctedAt) {
	}

	@Override
	public void pack(Viewer person, Archive archive) throws IOException {
		long after = 0;
		for (int page = 1;; page++) {
			List<Written> rows = page(person, after);
			if (rows.isEmpty()) {
				return;
			}
			archive.json("task-comments-%d.json".formatted(page), rows);
			after = rows.getLast().id();
		}
	}

	private List<Written> page(Viewer person, long after) {
		return this.jdbc.sql("""
				select id, concat('/tasks/', task_number) as url, internal, body, created_at as at,
				    corrected_at as correctedAt
				from task_comments where author_id = :author and id > :after and (internal = false or :internalToo)
				order by id limit :limit""")
			.param("author", person.id().value())
			.param("after", after)
			.param("internalToo", person.may(Capability.READ_TEAM))
			.param("limit", PAGE)
			.query(Written.class)
			.list();
	}

}
