/**
 * The embedded database: one H2 file beside the application.
 */
@ApplicationModule(displayName = "Database", allowedDependencies = "http")
@NullMarked
package dev.roundtable.database;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
