/**
 * The one list: fans' reports and the team's own findings at equal rank.
 */
@ApplicationModule(displayName = "Tasks",
		allowedDependencies = { "limits", "profiles", "people", "journal", "site", "caching", "http", "writing" })
@NullMarked
package dev.roundtable.tasks;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
