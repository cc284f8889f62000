package dev.roundtable.tasks.list;

import java.util.List;

import dev.roundtable.people.Viewer;
import org.jspecify.annotations.Nullable;

/**
 * The lists with names that stand above the list. Implemented by the room that keeps
 * them.
 */
public interface ListTabs {

	List<Tab> of(@Nullable Viewer viewer);

	/**
	 * @param q what the list is asked for
	 * @param id where it is hers to remove, null elsewhere
	 * @param shared whether the team has it
	 * @param count its rows, null where nobody counted
	 */
	record Tab(String label, String q, @Nullable Long id, boolean shared, @Nullable Long count) {

		/** For templates. */
		public String url() {
			return TaskListController.url(this.q);
		}

	}

}
