/**
 * A small named world for newcomers, made through the same doors that everybody uses.
 */
@ApplicationModule(displayName = "Demo",
		allowedDependencies = { "boards", "forum", "tasks", "releases", "feedback", "signin", "trust", "people",
				"journal", "site", "http", "writing" })
@NullMarked
package dev.roundtable.demo;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
