/**
 * Whole pages kept in memory for anonymous readers, for as long as the room that a page
 * belongs to says that it is still the same.
 */
@ApplicationModule(displayName = "Caching", allowedDependencies = "http")
@NullMarked
package dev.roundtable.caching;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
