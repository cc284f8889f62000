/**
 * The page of a topic, for people and for machines: its floors, what is replied and voted
 * on it. It reads the tables of the forum, whose room it is in.
 */
@ApplicationModule(displayName = "Topic pages",
		allowedDependencies = { "forum", "forum.editing", "boards", "limits", "trust", "people", "caching", "site",
				"http", "writing" })
@NullMarked
package dev.roundtable.forum.pages;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
