/**
 * The text of a floor is replaced, and what a topic is corrected. It keeps house with the
 * tables of the forum, whose room it is in.
 */
@ApplicationModule(displayName = "Editing",
		allowedDependencies = { "forum", "boards", "limits", "people", "journal", "site", "http", "writing" })
@NullMarked
package dev.roundtable.forum.editing;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
