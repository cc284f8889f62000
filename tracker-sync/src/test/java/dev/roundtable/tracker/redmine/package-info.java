@NamedInterface("redmine")
@NullMarked
package dev.roundtable.tracker.redmine;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
