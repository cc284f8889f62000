/**
 * The list itself: its rows in its order, as somebody wants to see them. It reads the
 * tables of the tasks, whose room it is in.
 */
@ApplicationModule(displayName = "The list",
		allowedDependencies = { "tasks", "queries", "people", "journal", "limits", "caching", "http", "writing" })
@NullMarked
package dev.roundtable.tasks.list;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
