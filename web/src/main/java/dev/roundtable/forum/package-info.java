/**
 * Topics, posts (floors), votes on topics.
 */
@ApplicationModule(displayName = "Forum",
		allowedDependencies = { "boards", "limits", "trust", "people", "journal", "site", "http", "writing" })
@NullMarked
package dev.roundtable.forum;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
