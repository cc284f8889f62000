/**
 * What people come in and stay in by: passwords, how they are kept, changed and replaced
 * when forgotten; browsers that are signed in, and putting all of them out.
 */
@ApplicationModule(displayName = "Credentials",
		allowedDependencies = { "tokens", "factors", "addresses", "mail", "limits", "people", "journal", "site", "http",
				"writing" })
@NullMarked
package dev.roundtable.credentials;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
