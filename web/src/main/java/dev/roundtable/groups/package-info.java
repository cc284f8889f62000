/**
 * Groups of people, by rule or by hand, and what each person has done for the others. A
 * group is an audience: boards are opened to it.
 */
@ApplicationModule(displayName = "Groups",
		allowedDependencies = { "trust", "profiles", "people", "journal", "site", "http", "writing" })
@NullMarked
package dev.roundtable.groups;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
