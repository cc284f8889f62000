/**
 * Topics that are locked, pinned and featured. It keeps house with the marks of the
 * forum, whose room it is in.
 */
@ApplicationModule(displayName = "Marks", allowedDependencies = { "forum", "people", "journal", "http", "writing" })
@NullMarked
package dev.roundtable.forum.marks;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
