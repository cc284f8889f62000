package dev.roundtable.tasks.list;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.roundtable.http.BadInput;
import dev.roundtable.http.CursorPage;
import dev.roundtable.journal.Journal;
import dev.roundtable.limits.Act;
import dev.roundtable.limits.Limits;
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

	private final JdbcClient jdbc;

	private final TaskView.Maker views;

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

	TaskList(JdbcClient jdbc, TaskView.Maker views, Journal journal, Limits limits) {
		this.jdbc = jdbc;
		this.views = views;
		this.journal = journal;
		this.limits = limits;
	}

	CursorPage<TaskView> page(ListQuery query, @Nullable String cursor, int size, @Nullable Viewer viewer) {
		CursorPage<Task> page = rows(query, cursor, size, viewer);
		return new CursorPage<>(this.views.views(page.items()), page.next());
	}

	/**
	 * @throws BadInput when the cursor is none of this order
	 */
	CursorPage<Task> rows(ListQuery query, @Nullable String cursor, int size, @Nullable Viewer viewer) {
		if (query.readsAll()) {
			// No index helps it: it reads the whole list.
			this.limits.spend(viewer, Act.SEARCH);
		}
		Sort sort = query.sort();
		Map<String, Object> parameters = query.bound();
		List<String> conditions = query.and(Task.READABLE);
		if (cursor != null && !cursor.isEmpty()) {
			conditions.add("(" + sort.column() + ", t.number) < (:after, :afterNumber)");
			after(sort, cursor, parameters);
		}
		parameters.put("audiences", Audiences.of(viewer).shared().split(","));
		parameters.put("limit", size + 1);
		List<Task> rows = this.jdbc
			.sql(Task.SELECT + "where " + String.join(" and ", conditions) + " order by " + query.first()
					+ sort.column() + " desc, t.number desc limit :limit")
			.params(parameters)
			.query(Task.class)
			.list();
		return CursorPage.of(rows, size, (last) -> sort.written(last) + "~" + last.number());
	}

	/**
	 * How many rows there are for her in each status; statuses without rows are missing.
	 * @param query without a status
	 */
	Map<String, Long> counts(ListQuery query, @Nullable Viewer viewer) {
		String audiences = Audiences.of(viewer).shared();
		return Objects.requireNonNull(this.counts.get(new Kept(query.text(), audiences, this.journal.latest()),
				(_) -> count(query, audiences)));
	}

	private Map<String, Long> count(ListQuery query, String audiences) {
		Map<String, Object> parameters = query.bound();
		parameters.put("audiences", audiences.split(","));
		Map<String, Long> counts = new LinkedHashMap<>();
		this.jdbc
			.sql("select t.status, count(*) as rows_of from tasks t where "
					+ String.join(" and ", query.and(Task.READABLE)) + " group by t.status")
			.params(parameters)
			.query((row) -> {
				counts.put(row.getString("status"), row.getLong("rows_of"));
			});
		return counts;
	}

	/** What the tasks that she may read are about. */
	Collection<String> components(@Nullable Viewer viewer) {
		String audiences = Audiences.of(viewer).shared();
		return Objects
			.requireNonNull(this.counts.get(new Kept("components", audiences, this.journal.latest()),
					(_) -> countComponents(audiences)))
			.keySet();
	}

	private Map<String, Long> countComponents(String audiences) {
		Map<String, Long> components = new LinkedHashMap<>();
		this.jdbc
			.sql("select t.component, count(*) as rows_of from tasks t where t.component is not null and "
					+ Task.READABLE + " group by t.component order by t.component")
			.param("audiences", audiences.split(","))
			.query((row) -> {
				components.put(row.getString("component"), row.getLong("rows_of"));
			});
		return components;
	}

	/**
	 * @param what a query, or "components", which none is
	 */
	private record Kept(String what, String audiences, long latest) {
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

}
