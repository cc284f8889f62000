/**
 * Forum and tasks become search documents: the queue, the worker, the search page.
 */
@ApplicationModule(displayName = "Indexing",
		allowedDependencies = { "boards", "forum", "tasks", "profiles", "feedback", "caching", "limits", "admin",
				"people", "journal", "site", "http", "writing", "queries", "search", "search :: node",
				"indexing.synonyms" })
@NullMarked
package dev.roundtable.indexing;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
