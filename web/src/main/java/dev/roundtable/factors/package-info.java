/**
 * The second step of signing in: codes that an app makes from a shared secret and the
 * time, recovery codes, and which roles need them.
 */
@ApplicationModule(displayName = "Second factors", allowedDependencies = { "people", "journal", "site", "http" })
@NullMarked
package dev.roundtable.factors;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
