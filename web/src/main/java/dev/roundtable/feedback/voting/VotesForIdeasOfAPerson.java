package dev.roundtable.feedback.voting;

import java.io.IOException;
import java.time.OffsetDateTime;
import java.util.List;

import dev.roundtable.people.PersonalData;
import dev.roundtable.people.Viewer;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * For which tasks without a topic a person votes, for her to take with her. As with
 * topics, what was counted stays when she goes, without her name.
 */
@Component
class VotesForIdeasOfAPerson implements PersonalData {

	private final JdbcClient jdbc;

	VotesForIdeasOfAPerson(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	record Voted(long task, OffsetDateTime at) {
	}

	@Override
	public void pack(Viewer person, Archive archive) throws IOException {
		archive.pages("votes-for-ideas-%d.json",
				(after) -> this.jdbc.sql("""
						select task_number as task, created_at as at from task_votes
						where account_id = :by and task_number > :after order by task_number limit :limit
						""")
					.param("by", person.id().value())
					.param("after", after)
					.param("limit", Archive.ROWS)
					.query(Voted.class)
					.list(),
				Voted::task);
	}

}
