/**
 * Coming in: registration, the set-up, passwords, browsers that are signed in, API
 * tokens, and what slows down who guesses.
 */
@ApplicationModule(displayName = "Sign-in",
		allowedDependencies = { "factors", "addresses", "mail", "people", "limits", "journal", "site", "http",
				"writing" })
@NullMarked
package dev.roundtable.signin;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
