/**
 * What every room stands on: security, layout model, error pages, API conventions.
 */
@ApplicationModule(displayName = "Site", allowedDependencies = {})
@NullMarked
package dev.roundtable.site;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
