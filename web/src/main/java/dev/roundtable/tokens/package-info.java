/**
 * Tokens with which programs use the API: what they may do, for how long, and taking them
 * back.
 */
@ApplicationModule(displayName = "Tokens",
		allowedDependencies = { "limits", "people", "journal", "site", "http", "writing" })
@NullMarked
package dev.roundtable.tokens;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
