/** Pictures of numbers by day and by week, drawn on the server. */
@ApplicationModule(displayName = "Charts", allowedDependencies = "http")
@NullMarked
package dev.roundtable.charts;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
