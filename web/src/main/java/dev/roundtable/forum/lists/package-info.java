/**
 * Lists of topics: of the whole site, of a board, of a tag, of a person. It reads the
 * tables of the forum, whose room it is in.
 */
@ApplicationModule(displayName = "Lists",
		allowedDependencies = { "forum", "boards", "profiles", "people", "journal", "caching", "http", "writing" })
@NullMarked
package dev.roundtable.forum.lists;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
