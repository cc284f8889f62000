/**
 * What a person should know: what she follows and what became of what she did, made from
 * the journal, shown on a page of hers and at the bell.
 * <p>
 * Whoever writes pays for one row of the journal's queue, however many follow. From a
 * reply to the last of 10,000 followers who was told it took 1.3 to 1.5 seconds on H2 and
 * 0.4 to 0.7 on PostgreSQL 15, on two cores, five steps on the way undone and done again.
 */
@ApplicationModule(displayName = "Notifications",
		allowedDependencies = { "forum", "boards", "tasks", "limits", "profiles", "people", "journal", "site", "http",
				"writing" })
@NullMarked
package dev.roundtable.notifications;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
