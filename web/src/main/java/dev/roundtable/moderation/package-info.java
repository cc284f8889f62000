/**
 * What moderators see and decide: reports, the queue, the public log of what was done.
 */
@ApplicationModule(displayName = "Moderation",
		allowedDependencies = { "boards", "forum", "limits", "trust", "people", "journal", "site", "http", "writing" })
@NullMarked
package dev.roundtable.moderation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
