@NamedInterface("jira")
@NullMarked
package dev.roundtable.tracker.jira;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
