/**
 * What people write: Markdown, the rules of a text, moments as people read them.
 */
@ApplicationModule(displayName = "Writing", allowedDependencies = "http")
@NullMarked
package dev.roundtable.writing;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
