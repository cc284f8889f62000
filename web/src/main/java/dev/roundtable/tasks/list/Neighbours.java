package dev.roundtable.tasks.list;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.roundtable.people.Audiences;
import dev.roundtable.people.Viewer;
import dev.roundtable.tasks.Task;
import dev.roundtable.tasks.TaskNumber;
import dev.roundtable.tasks.Tasks;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What stands before and behind a task in the list that somebody came from, also when the
 * task has left it meanwhile: work goes on where it was.
 */
@Component
public class Neighbours {

	private final JdbcClient jdbc;

	private final ListQueries queries;

	private final TaskList list;

	private final Tasks tasks;

	Neighbours(JdbcClient jdbc, ListQueries queries, TaskList list, Tasks tasks) {
		this.jdbc = jdbc;
		this.queries = queries;
		this.list = list;
		this.tasks = tasks;
	}

	/**
	 * @param q what the list was asked for
	 * @throws dev.roundtable.http.NotFound when there is no such task for her
	 */
	public Around of(String q, TaskNumber number, @Nullable Viewer viewer) {
		ListQuery query = this.queries.of(q, viewer);
		if (query.readsAll()) {
			// Words have no index: one would read the whole list twice for two links.
			return new Around(query.text(), null, null);
		}
		Task task = this.tasks.find(number, viewer);
		return new Around(query.text(), next(query, task, viewer, false), next(query, task, viewer, true));
	}

	/** The first of a list, null where it has none. */
	public @Nullable Long first(String q, @Nullable Viewer viewer) {
		List<Task> rows = this.list.rows(this.queries.of(q, viewer), null, 1, viewer).items();
		return rows.isEmpty() ? null : rows.getFirst().number();
	}

	private @Nullable Long next(ListQuery query, Task task, @Nullable Viewer viewer, boolean behind) {
		Map<String, Object> parameters = query.bound();
		parameters.put("position", query.sort().position(task));
		parameters.put("number", task.number());
		parameters.put("audiences", Audiences.of(viewer).shared().split(","));
		String order = behind ? " desc" : " asc";
		String column = query.sort().column();
		Optional<Long> next = this.jdbc
			.sql("select t.number from tasks t where " + String.join(" and ", query.and(Task.READABLE)) + " and ("
					+ column + ", t.number) " + (behind ? "<" : ">") + " (:position, :number) order by " + query.first()
					+ column + order + ", t.number" + order + " limit 1")
			.params(parameters)
			.query(Long.class)
			.optional();
		return next.orElse(null);
	}

	/**
	 * @param q the list, as it is written
	 * @param before the number of the one above it, null where it is the first
	 * @param behind the number of the one below it, null where it is the last
	 */
	public record Around(String q, @Nullable Long before, @Nullable Long behind) {
	}

}
