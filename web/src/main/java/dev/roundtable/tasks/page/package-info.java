/**
 * One task as a page and for machines: what it says, what was said and done about it, and
 * the acts of the team, each at an address of its own.
 */
@ApplicationModule(displayName = "A task",
		allowedDependencies = { "charts", "tasks", "tasks.list", "tasks.reports", "tasks.relations", "people",
				"journal", "limits", "http", "writing" })
@NullMarked
package dev.roundtable.tasks.page;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
