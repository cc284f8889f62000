/**
 * Accounts, sign-in, profiles, roles, API tokens.
 */
@ApplicationModule(displayName = "People", allowedDependencies = { "journal", "site", "http", "writing" })
@NullMarked
package dev.roundtable.people;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
