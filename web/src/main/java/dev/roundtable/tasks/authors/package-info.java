/**
 * What the list has of a person: on her page, in the data that she takes with her, and
 * what becomes of it when she is erased. It keeps house with the tables of the tasks.
 */
@ApplicationModule(displayName = "Authors of tasks",
		allowedDependencies = { "tasks", "profiles", "people", "journal", "site", "writing" })
@NullMarked
package dev.roundtable.tasks.authors;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
