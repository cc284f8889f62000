package dev.roundtable.tasks.list;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Locale;

import dev.roundtable.tasks.Origin;
import dev.roundtable.tasks.Severity;
import dev.roundtable.tasks.TaskKind;
import dev.roundtable.tasks.TaskStatus;
import org.jspecify.annotations.Nullable;

/**
 * What a task is found and ordered by; not what is shown of it.
 *
 * @param touched rises with each write of the row
 * @param words of its title, in small letters
 * @param fixedIn as in {@code task_builds}
 * @param mergedInto what it was merged into by itself, null where it was not
 */
record ListedTask(long number, long touched, TaskKind kind, String words, TaskStatus status, Severity severity,
		boolean regression, @Nullable String component, @Nullable Long assignee, long author, Origin.Place origin,
		String audience, String sourceAudience, int people, int votes, double standing, boolean answered,
		@Nullable String fixedIn, @Nullable Long mergedInto, Instant created, Instant updated) {

	static final String SELECT = """
			select t.number, t.touched, t.kind, t.title, t.status, t.severity, t.regression, t.component, t.assignee_id,
			       t.author_id, t.origin, t.audience, t.source_audience, t.people, t.votes, t.standing, t.answered_at,
			       coalesce(s.build, f.build) as fixed_in, m.parent, t.created_at, t.updated_at
			from tasks t
			left join task_fixes f on f.task_number = t.number
			left join task_releases s on s.task_number = t.number
			left join task_merges m on m.child = t.number
			""";

	/** Names that many rows have are one text in memory. */
	static ListedTask of(ResultSet row) throws SQLException {
		return new ListedTask(row.getLong("number"), row.getLong("touched"), TaskKind.valueOf(row.getString("kind")),
				row.getString("title").toLowerCase(Locale.ROOT), TaskStatus.valueOf(row.getString("status")),
				Severity.valueOf(row.getString("severity")), row.getBoolean("regression"),
				shared(row.getString("component")), row.getObject("assignee_id", Long.class), row.getLong("author_id"),
				Origin.Place.valueOf(row.getString("origin")), row.getString("audience").intern(),
				row.getString("source_audience").intern(), row.getInt("people"), row.getInt("votes"),
				row.getDouble("standing"), row.getObject("answered_at") != null, shared(row.getString("fixed_in")),
				row.getObject("parent", Long.class), moment(row, "created_at"), moment(row, "updated_at"));
	}

	private static @Nullable String shared(@Nullable String name) {
		return (name != null) ? name.intern() : null;
	}

	private static Instant moment(ResultSet row, String column) throws SQLException {
		return row.getObject(column, OffsetDateTime.class).toInstant();
	}

}
