/**
 * What requests and answers of all rooms have in common: problems, keys that make a write
 * happen once, cursors, guards.
 */
@ApplicationModule(displayName = "HTTP", allowedDependencies = {})
@NullMarked
package dev.roundtable.http;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
