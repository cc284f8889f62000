/**
 * Signing in with an account of another site: a company's identity provider (OpenID
 * Connect), GitHub, WeChat; those that are configured and no others.
 */
@ApplicationModule(displayName = "Accounts of other sites",
		allowedDependencies = { "signin", "credentials", "addresses", "people", "limits", "journal", "site", "http",
				"writing" })
@NullMarked
package dev.roundtable.federation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
