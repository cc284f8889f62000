/**
 * The joint: a feedback topic becomes a task; a task's change is told in its topics.
 */
@ApplicationModule(displayName = "Feedback",
		allowedDependencies = { "groups", "boards", "forum", "tasks", "profiles", "limits", "people", "journal", "site",
				"http", "writing" })
@NullMarked
package dev.roundtable.feedback;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
