/** Words that mean the same to search, for administrators to list. */
@ApplicationModule(displayName = "Synonyms",
		allowedDependencies = { "admin", "people", "journal", "site", "http", "writing", "search" })
@NullMarked
package dev.roundtable.indexing.synonyms;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
