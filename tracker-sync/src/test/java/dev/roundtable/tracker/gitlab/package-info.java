@NamedInterface("gitlab")
@NullMarked
package dev.roundtable.tracker.gitlab;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
