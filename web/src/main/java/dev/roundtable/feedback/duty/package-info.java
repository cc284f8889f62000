/**
 * Whose turn it is to answer fans, and what waits to be answered, board by board. It
 * keeps house with the tables of feedback, whose room it is in.
 */
@ApplicationModule(displayName = "Forum duty",
		allowedDependencies = { "boards", "tasks", "charts", "limits", "people", "journal", "site", "http", "writing" })
@NullMarked
package dev.roundtable.feedback.duty;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
