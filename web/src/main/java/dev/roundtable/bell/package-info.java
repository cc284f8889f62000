/**
 * The bell of the pages that are open: it counts while somebody looks.
 */
@ApplicationModule(displayName = "Bell",
		allowedDependencies = { "notifications", "people", "journal", "site", "http", "writing" })
@NullMarked
package dev.roundtable.bell;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
