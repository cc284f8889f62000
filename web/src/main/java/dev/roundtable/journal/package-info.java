/**
 * One row for each thing that happened, written in the transaction in which it happened.
 * Notifications, mail, histories, feeds, trackers and statistics read it.
 */
@ApplicationModule(displayName = "Journal", allowedDependencies = { "site", "http" })
@NullMarked
package dev.roundtable.journal;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
