/**
 * “Still broken for you?”: whom a released task concerns says whether it works now, and
 * enough of them move it. It keeps house with the tables of feedback, whose room it is
 * in.
 */
@ApplicationModule(displayName = "Verifying",
		allowedDependencies = { "tasks", "limits", "people", "journal", "site", "http", "writing" })
@NullMarked
package dev.roundtable.feedback.verifying;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
