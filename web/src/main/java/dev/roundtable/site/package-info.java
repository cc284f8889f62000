/**
 * What is around every page: layout, languages, security.
 */
@ApplicationModule(displayName = "Site", allowedDependencies = { "server", "http", "writing" })
@NullMarked
package dev.roundtable.site;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
