/**
 * How requests come in and answers go out: problems, keys, the page cache, guards.
 */
@ApplicationModule(displayName = "HTTP", allowedDependencies = {})
@NullMarked
package dev.roundtable.http;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
