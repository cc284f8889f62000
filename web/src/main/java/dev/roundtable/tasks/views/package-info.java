/** Lists that are asked for again and again, by a name: everybody's, hers, the team's. */
@ApplicationModule(displayName = "Views of the list",
		allowedDependencies = { "tasks", "tasks.list", "people", "journal", "limits", "http", "writing" })
@NullMarked
package dev.roundtable.tasks.views;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
