/**
 * Many tasks changed at once: each as if it were alone, so that one that somebody else
 * changed meanwhile keeps none of the others back.
 */
@ApplicationModule(displayName = "Many tasks", allowedDependencies = { "tasks", "people", "http", "site", "writing" })
@NullMarked
package dev.roundtable.tasks.bulk;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
