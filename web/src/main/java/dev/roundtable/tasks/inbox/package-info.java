/**
 * What waits for one of the team, task by task, until she has done with it. It reads the
 * tables of the tasks, whose room it is in.
 */
@ApplicationModule(displayName = "Inbox",
		allowedDependencies = { "tasks", "tasks.list", "people", "limits", "http", "writing" })
@NullMarked
package dev.roundtable.tasks.inbox;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
