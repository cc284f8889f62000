/**
 * Requests to the outside: one client for each connection, with everything that a
 * connector must not forget. Limits are kept, reading is tried again and writing is not,
 * answers are bounded in time and size, private networks are not reached, and no secret
 * is in any message. What goes wrong arrives as a
 * {@link dev.roundtable.tracker.TrackerFailure}.
 */
@NamedInterface("http")
@NullMarked
package dev.roundtable.tracker.http;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
