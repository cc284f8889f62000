/**
 * Passkeys: signing in with a key that a device keeps. It proves itself (WebAuthn, with
 * the person verified), so it is both steps at once.
 */
@ApplicationModule(displayName = "Passkeys",
		allowedDependencies = { "signin", "factors", "addresses", "people", "limits", "journal", "site", "http",
				"writing" })
@NullMarked
package dev.roundtable.passkeys;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
