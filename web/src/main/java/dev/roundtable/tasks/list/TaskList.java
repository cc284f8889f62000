package dev.roundtable.tasks.list;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.roundtable.http.BadInput;
import dev.roundtable.http.CursorPage;
import dev.roundtable.journal.Journal;
import dev.roundtable.limits.Act;
import dev.roundtable.limits.Limits;
import dev.roundtable.people.AccountId;
import dev.roundtable.people.Accounts;
import dev.roundtable.people.Audiences;
import dev.roundtable.people.Viewer;
import dev.roundtable.tasks.Task;
import dev.roundtable.tasks.TaskView;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Reads the one list, as far as it is for all with her rights, so that they can share
 * what was read. Its order never looks at the origin.
 */
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

		private String position(Task row) {
			return switch (this) {
				case SCORE -> String.valueOf(row.standing());
				case VOTES -> String.valueOf(row.votes());
				case NEW -> row.createdAt().toInstant().toString();
				case UPDATED -> row.updatedAt().toInstant().toString();
			};
		}

	}

	private final JdbcClient jdbc;

	private final TaskView.Maker views;

	private final Accounts accounts;

	private final Journal journal;

	private final Limits limits;

	/**
	 * Counts over the whole list are too much for each visit: they are kept until
	 * something happens, and for seconds at most, because an import tells nobody.
	 */
	private final Cache<Kept, Map<String, Long>> counts = Caffeine.newBuilder()
		.maximumSize(1000)
		.expireAfterWrite(Duration.ofSeconds(3))
		.build();

	TaskList(JdbcClient jdbc, TaskView.Maker views, Accounts accounts, Journal journal, Limits limits) {
		this.jdbc = jdbc;
		this.views = views;
		this.accounts = accounts;
		this.journal = journal;
		this.limits = limits;
	}

	CursorPage<TaskView> page(TaskFilter filter, @Nullable String cursor, int size, @Nullable Viewer viewer) {
		if (!filter.q().isEmpty()) {
			// No index helps it: it reads the whole list.
			this.limits.spend(viewer, Act.SEARCH);
		}
		Sort sort = Sort.of(filter.sort());
		Map<String, Object> parameters = new HashMap<>();
		List<String> conditions = conditions(filter, parameters);
		if (cursor != null && !cursor.isEmpty()) {
			conditions.add("(" + sort.column + ", t.number) < (:after, :afterNumber)");
			after(sort, cursor, parameters);
		}
		parameters.put("audiences", Audiences.of(viewer).shared().split(","));
		parameters.put("limit", size + 1);
		List<Task> rows = this.jdbc
			.sql(Task.SELECT + where(conditions) + " order by " + filter.first(sort) + sort.column
					+ " desc, t.number desc limit :limit")
			.params(parameters)
			.query(Task.class)
			.list();
		CursorPage<Task> page = CursorPage.of(rows, size, (last) -> sort.position(last) + "~" + last.number());
		return new CursorPage<>(this.views.views(page.items()), page.next());
	}

	/**
	 * How many rows of the filter there are for her in each status; statuses without rows
	 * are missing.
	 */
	Map<String, Long> counts(TaskFilter filter, @Nullable Viewer viewer) {
		String audiences = Audiences.of(viewer).shared();
		return Objects.requireNonNull(
				this.counts.get(new Kept("counts", filter.anyStatus(), audiences, this.journal.latest()), this::count));
	}

	private Map<String, Long> count(Kept kept) {
		Map<String, Object> parameters = new HashMap<>();
		List<String> conditions = conditions(kept.filter(), parameters);
		parameters.put("audiences", kept.array());
		Map<String, Long> counts = new LinkedHashMap<>();
		this.jdbc.sql("select t.status, count(*) as rows_of from tasks t " + where(conditions) + " group by t.status")
			.params(parameters)
			.query((row) -> {
				counts.put(row.getString("status"), row.getLong("rows_of"));
			});
		return counts;
	}

	/** What the tasks that she may read are about. */
	Collection<String> components(@Nullable Viewer viewer) {
		TaskFilter all = new TaskFilter("", "", "", "", "", "", "");
		Kept kept = new Kept("components", all, Audiences.of(viewer).shared(), this.journal.latest());
		return Objects.requireNonNull(this.counts.get(kept, this::countComponents)).keySet();
	}

	private Map<String, Long> countComponents(Kept kept) {
		Map<String, Long> components = new LinkedHashMap<>();
		this.jdbc
			.sql("select t.component, count(*) as rows_of from tasks t where t.component is not null and "
					+ Task.READABLE + " group by t.component order by t.component")
			.param("audiences", kept.array())
			.query((row) -> {
				components.put(row.getString("component"), row.getLong("rows_of"));
			});
		return components;
	}

	private List<String> conditions(TaskFilter filter, Map<String, Object> parameters) {
		List<String> conditions = filter.conditions(parameters, this::accountId);
		conditions.add(Task.READABLE);
		return conditions;
	}

	/** Nobody's account where nobody has that name. */
	private long accountId(String name) {
		return this.accounts.byName(name).map(AccountId::value).orElse(-1L);
	}

	private record Kept(String what, TaskFilter filter, String audiences, long latest) {

		String[] array() {
			return this.audiences.split(",");
		}

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

}
