/**
 * A tracker in memory with the habits of real ones, and what goes wrong on the way to it.
 */
@NullMarked
package dev.roundtable.tracker.memory;

import org.jspecify.annotations.NullMarked;
