/**
 * Mail addresses that people proved to be theirs, and the links that are mailed for it
 * and work once.
 */
@ApplicationModule(displayName = "Addresses",
		allowedDependencies = { "mail", "limits", "people", "journal", "site", "http", "writing" })
@NullMarked
package dev.roundtable.addresses;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
