/**
 * The language in which people ask for something: words, phrases, what they do not want,
 * and names with values. What the names mean is for the room that is asked.
 */
@ApplicationModule(displayName = "Queries", allowedDependencies = {})
@NullMarked
package dev.roundtable.queries;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
