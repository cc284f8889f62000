/**
 * How often a person, and a network of people, may do what costs the house something, and
 * what slows down who guesses.
 */
@ApplicationModule(displayName = "Limits",
		allowedDependencies = { "trust", "profiles", "people", "journal", "site", "http" })
@NullMarked
package dev.roundtable.limits;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
