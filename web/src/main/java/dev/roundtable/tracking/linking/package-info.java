/**
 * What the list shows of outside trackers, and what the team does there by hand: a task's
 * links on its page, for machines, and for many tasks at once.
 */
@ApplicationModule(displayName = "Links of tasks",
		allowedDependencies = { "tracking", "tasks", "people", "http", "site", "writing", "tracker",
				"tracker :: sync" })
@NullMarked
package dev.roundtable.tracking.linking;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
