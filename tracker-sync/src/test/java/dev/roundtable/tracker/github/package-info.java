@NamedInterface("github")
@NullMarked
package dev.roundtable.tracker.github;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
