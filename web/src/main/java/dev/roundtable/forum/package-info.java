/**
 * Topics, posts (floors), votes on topics. What else works on the same tables has rooms
 * within this one, which nobody outside can name.
 */
@ApplicationModule(displayName = "Forum",
		allowedDependencies = { "boards", "limits", "trust", "people", "journal", "site", "caching", "http",
				"writing" })
@NullMarked
package dev.roundtable.forum;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
