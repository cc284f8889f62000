/**
 * Voting rounds: which of these ideas go into the next build. Candidates, rules, a time,
 * and results that are final. It stands above the list, which does not know it.
 */
@ApplicationModule(displayName = "Rounds",
		allowedDependencies = { "tasks", "groups", "trust", "limits", "people", "journal", "site", "http", "writing" })
@NullMarked
package dev.roundtable.rounds;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
