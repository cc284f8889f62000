/**
 * “Me too”: who else has what a task is about, on which device and build, and how often.
 * It keeps house with the tables of the tasks, whose room it is in.
 */
@ApplicationModule(displayName = "Reports",
		allowedDependencies = { "tasks", "limits", "people", "journal", "site", "http", "writing" })
@NullMarked
package dev.roundtable.tasks.reports;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
