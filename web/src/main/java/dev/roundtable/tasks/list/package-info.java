/**
 * The list itself: its rows in its order, as somebody wants to see them. It reads the
 * tables of the tasks, whose room it is in.
 * <p>
 * What tasks are found and ordered by is kept in memory ({@link ListedTasks}), read again
 * as they are written; the database decides what of it somebody may see, and what is
 * shown. With 200,000 tasks a page took a second where no index fitted.
 */
@ApplicationModule(displayName = "The list",
		allowedDependencies = { "tasks", "queries", "charts", "people", "journal", "limits", "caching", "http",
				"writing" })
@NullMarked
package dev.roundtable.tasks.list;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
