/**
 * The home of the administration, to which each room brings a card; who has which role;
 * what the journal could not deliver.
 */
@ApplicationModule(displayName = "Administration", allowedDependencies = { "people", "journal", "http", "writing" })
@NullMarked
package dev.roundtable.admin;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
