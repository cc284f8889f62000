/**
 * The one list and the trackers that engineers already have. {@code tracker-sync} keeps
 * the two in agreement; this room is what it stands on: the ledger in the database
 * ({@link dev.roundtable.tracking.Ledger}), our side of it, and the work on all nodes.
 */
@ApplicationModule(displayName = "Tracking",
		allowedDependencies = { "tasks", "people", "journal", "site", "http", "writing", "secrets", "limits", "admin",
				"tracker", "tracker :: sync", "tracker :: http", "tracker :: redmine", "tracker :: github",
				"tracker :: gitlab", "tracker :: jira" })
@NullMarked
package dev.roundtable.tracking;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
