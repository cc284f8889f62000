package dev.roundtable.tasks;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import dev.roundtable.http.BadInput;
import dev.roundtable.http.CursorPage;
import dev.roundtable.writing.When;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads the one list. Its order never looks at the origin. */
@Component
class TaskList {

	enum Sort {

		SCORE("t.standing"), NEW("t.created_at"), VOTES("t.votes"), UPDATED("t.updated_at");

		private final String column;

		Sort(String column) {
			this.column = column;
		}

		static Sort of(String name) {
			try {
				return name.isEmpty() ? SCORE : valueOf(name.toUpperCase(Locale.ROOT));
			}
			catch (IllegalArgumentException unknown) {
				throw new BadInput("sort", "choice.unknown", name);
			}
		}

		private Object parse(String position) {
			return switch (this) {
				case SCORE -> Double.parseDouble(position);
				case VOTES -> Integer.parseInt(position);
				case NEW, UPDATED -> CursorPage.moment(position);
			};
		}

		private String position(Row row) {
			return switch (this) {
				case SCORE -> String.valueOf(row.standing());
				case VOTES -> String.valueOf(row.votes());
				case NEW -> row.createdAt().toInstant().toString();
				case UPDATED -> row.updatedAt().toInstant().toString();
			};
		}

	}

	private static final String FROM = " from tasks t left join accounts a on a.id = t.assignee_id ";

	private final JdbcClient jdbc;

	private final Clock clock;

	TaskList(JdbcClient jdbc, Clock clock) {
		this.jdbc = jdbc;
		this.clock = clock;
	}

	CursorPage<TaskRow> page(TaskFilter filter, @Nullable String cursor, int size) {
		Sort sort = Sort.of(filter.sort());
		Map<String, Object> parameters = new HashMap<>();
		List<String> conditions = filter.conditions(parameters);
		if (cursor != null && !cursor.isEmpty()) {
			conditions.add("(" + sort.column + ", t.number) < (:after, :afterNumber)");
			after(sort, cursor, parameters);
		}
		parameters.put("limit", size + 1);
		List<Row> rows = this.jdbc
			.sql("""
					select t.number, t.title, t.kind, t.status, t.severity, t.origin, t.origin_ref as originRef, t.component, t.people,
					       t.votes, t.standing, t.reason, a.name as assignee, t.created_at as createdAt,
					       t.updated_at as updatedAt, t.version
					"""
					+ FROM + where(conditions) + " order by " + filter.first(sort) + sort.column
					+ " desc, t.number desc limit :limit")
			.params(parameters)
			.query(Row.class)
			.list();
		return CursorPage.of(rows, size, (last) -> sort.position(last) + "~" + last.number())
			.map((row) -> row.view(TaskRank.score(row.standing(), this.clock.instant())));
	}

	/**
	 * How many rows of the filter there are in each status; statuses without rows are
	 * missing.
	 */
	Map<String, Long> counts(TaskFilter filter) {
		Map<String, Object> parameters = new HashMap<>();
		List<String> conditions = filter.anyStatus().conditions(parameters);
		Map<String, Long> counts = new LinkedHashMap<>();
		this.jdbc.sql("select t.status, count(*) as rows_of" + FROM + where(conditions) + " group by t.status")
			.params(parameters)
			.query((row) -> {
				counts.put(row.getString("status"), row.getLong("rows_of"));
			});
		return counts;
	}

	List<String> components() {
		return this.jdbc.sql("select distinct component from tasks where component is not null order by component")
			.query(String.class)
			.list();
	}

	private static void after(Sort sort, String cursor, Map<String, Object> parameters) {
		try {
			int tilde = cursor.lastIndexOf('~');
			parameters.put("after", sort.parse(cursor.substring(0, tilde)));
			parameters.put("afterNumber", Long.parseLong(cursor.substring(tilde + 1)));
		}
		catch (IndexOutOfBoundsException | NumberFormatException | DateTimeException garbage) {
			throw new BadInput("cursor", "cursor.invalid");
		}
	}

	private static String where(List<String> conditions) {
		return conditions.isEmpty() ? "" : "where " + String.join(" and ", conditions);
	}

	private record Row(long number, String title, TaskKind kind, TaskStatus status, Severity severity, String origin,
			@Nullable String originRef, @Nullable String component, int people, int votes, double standing,
			@Nullable String reason, @Nullable String assignee, OffsetDateTime createdAt, OffsetDateTime updatedAt,
			long version) {

		TaskRow view(long score) {
			return new TaskRow(this.number, TaskNumber.of(this.number).url(), this.title, this.kind.name(),
					this.status.name(), this.severity.name(), this.origin,
					this.origin.equals("TOPIC") ? "/t/" + this.originRef : null, this.component, this.people,
					this.votes, score, this.reason, this.assignee, When.of(this.createdAt.toInstant()),
					When.of(this.updatedAt.toInstant()), this.version);
		}

	}

	/**
	 * @param originUrl where it came from, null where there is no such page
	 */
	record TaskRow(long number, String url, String title, String kind, String status, String severity, String origin,
			@Nullable String originUrl, @Nullable String component, int people, int votes, long score,
			@Nullable String reason, @Nullable String assignee, When createdAt, When updatedAt, long version) {
	}

}
