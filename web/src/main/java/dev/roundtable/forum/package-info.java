/**
 * Topics, posts (floors), votes on topics.
 */
@ApplicationModule(displayName = "Forum",
		allowedDependencies = { "boards", "limits", "trust", "profiles", "people", "journal", "site", "caching", "http",
				"writing" })
@NullMarked
package dev.roundtable.forum;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
