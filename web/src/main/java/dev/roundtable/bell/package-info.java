/**
 * The bell of the pages that are open: it counts while somebody looks.
 */
@ApplicationModule(displayName = "Bell", allowedDependencies = { "notifications", "people", "site", "http" })
@NullMarked
package dev.roundtable.bell;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
