/**
 * The server under all rooms: connections, headers and bodies within bounds of time and
 * size, and the port of the metrics.
 */
@ApplicationModule(displayName = "Server", allowedDependencies = {})
@NullMarked
package dev.roundtable.server;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
