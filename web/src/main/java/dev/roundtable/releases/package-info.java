/**
 * Builds in order: what is planned for each, what is fixed in it, what is still wrong
 * with it, and the topic that tells of it. It stands above the list and the forum, which
 * do not know it.
 */
@ApplicationModule(displayName = "Releases",
		allowedDependencies = { "boards", "forum", "tasks", "limits", "people", "journal", "site", "http", "writing" })
@NullMarked
package dev.roundtable.releases;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
