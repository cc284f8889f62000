/**
 * Whole topics that are merged into others, floors that become a topic of their own, and
 * how both are taken back. It keeps house with the tables of the forum, whose rows it
 * moves.
 */
@ApplicationModule(displayName = "Merging",
		allowedDependencies = { "forum", "forum.pages", "people", "journal", "site", "http", "writing" })
@NullMarked
package dev.roundtable.forum.merging;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
