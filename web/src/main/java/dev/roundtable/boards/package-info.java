/**
 * Boards: the places to post in, who reads and who posts there, their addresses and
 * names. What stands on them others know.
 */
@ApplicationModule(displayName = "Boards",
		allowedDependencies = { "groups", "admin", "people", "journal", "site", "http", "writing" })
@NullMarked
package dev.roundtable.boards;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
