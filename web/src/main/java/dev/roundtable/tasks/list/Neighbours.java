package dev.roundtable.tasks.list;

import java.util.List;

import dev.roundtable.people.Viewer;
import dev.roundtable.tasks.Task;
import dev.roundtable.tasks.TaskNumber;
import dev.roundtable.tasks.Tasks;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * What stands before and behind a task in the list that somebody came from, also when the
 * task has left it meanwhile: work goes on where it was.
 */
@Component
public class Neighbours {

	private final ListQueries queries;

	private final TaskList list;

	private final Tasks tasks;

	Neighbours(ListQueries queries, TaskList list, Tasks tasks) {
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
		Sort.Place place = query.sort().place(this.tasks.find(number, viewer));
		return new Around(query.text(), this.list.next(query, place, false, viewer),
				this.list.next(query, place, true, viewer));
	}

	/** The first of a list, null where it has none. */
	public @Nullable Long first(String q, @Nullable Viewer viewer) {
		List<Task> rows = this.list.rows(this.queries.of(q, viewer), null, 1, viewer).items();
		return rows.isEmpty() ? null : rows.getFirst().number();
	}

	/**
	 * @param q the list, as it is written
	 * @param before the number of the one above it, null where it is the first
	 * @param behind the number of the one below it, null where it is the last
	 */
	public record Around(String q, @Nullable Long before, @Nullable Long behind) {

		/** For templates: the page of a task in that list. */
		public String url(long number) {
			return TaskNumber.of(number).url() + "?q=" + TaskListController.encoded(this.q);
		}
	}

}
