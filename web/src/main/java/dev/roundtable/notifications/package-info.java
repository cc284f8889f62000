/**
 * What a person should know: what she follows and what became of what she did, made from
 * the journal, shown on a page of hers, at the bell, and by mail.
 */
@ApplicationModule(displayName = "Notifications",
		allowedDependencies = { "forum", "tasks", "people", "journal", "site", "http", "writing" })
@NullMarked
package dev.roundtable.notifications;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
