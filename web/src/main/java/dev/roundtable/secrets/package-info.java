/**
 * What others entrusted to the site and it must be able to show them again (the token of
 * an outside tracker), encrypted wherever it is kept: who reads the database or a copy of
 * it cannot use them without the site's key, which is kept apart from it.
 */
@ApplicationModule(displayName = "Secrets", allowedDependencies = "database")
@NullMarked
package dev.roundtable.secrets;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
