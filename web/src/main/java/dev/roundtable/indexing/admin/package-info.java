/** What administrators see of search, and what they make it do. */
@ApplicationModule(displayName = "Search administration",
		allowedDependencies = { "indexing", "admin", "people", "http", "writing", "search" })
@NullMarked
package dev.roundtable.indexing.admin;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
