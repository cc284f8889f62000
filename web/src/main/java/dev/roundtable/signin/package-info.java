/**
 * Coming in: registration, the set-up, passwords, and browsers that are signed in.
 */
@ApplicationModule(displayName = "Sign-in",
		allowedDependencies = { "factors", "addresses", "mail", "tokens", "people", "limits", "journal", "site", "http",
				"writing" })
@NullMarked
package dev.roundtable.signin;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
