/**
 * Mail: what waits for the server, the worker that sends it, addresses that were refused
 * for good.
 */
@ApplicationModule(displayName = "Mail",
		allowedDependencies = { "admin", "people", "journal", "site", "http", "writing" })
@NullMarked
package dev.roundtable.mail;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
