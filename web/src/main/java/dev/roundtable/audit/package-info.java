/** What happened on the site and who did it, for those who answer for it. */
@ApplicationModule(displayName = "Audit", allowedDependencies = { "people", "journal", "site", "http", "writing" })
@NullMarked
package dev.roundtable.audit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
