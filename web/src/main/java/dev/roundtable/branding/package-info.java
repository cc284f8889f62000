/** What a site calls itself, whom one asks for help there, and its terms. */
@ApplicationModule(displayName = "Branding",
		allowedDependencies = { "files", "admin", "people", "journal", "site", "server", "http", "writing" })
@NullMarked
package dev.roundtable.branding;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
