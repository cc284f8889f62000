/**
 * Coming in: registration, the set-up, the page on which one signs in, one's settings.
 */
@ApplicationModule(displayName = "Sign-in",
		allowedDependencies = { "credentials", "factors", "addresses", "mail", "tokens", "people", "limits", "site",
				"http", "writing" })
@NullMarked
package dev.roundtable.signin;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
