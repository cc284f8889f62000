/**
 * How tasks stand to each other: what blocks, caused or broke what. It keeps house with
 * the tables of the tasks, whose room it is in.
 */
@ApplicationModule(displayName = "Relations of tasks",
		allowedDependencies = { "tasks", "limits", "people", "journal", "site", "http", "writing" })
@NullMarked
package dev.roundtable.tasks.relations;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
