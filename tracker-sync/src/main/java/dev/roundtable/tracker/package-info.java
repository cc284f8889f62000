/**
 * The port to outside trackers: what a connector implements ({@link Tracker}) and the
 * values that pass through it. One package per connector, none of which knows another.
 * {@code sync} keeps tasks and issues in agreement through this port and knows no
 * connector. What a connector has to keep is written down as tests:
 * {@code TrackerContract}.
 *
 * <p>
 * Values of an issue are strings <em>in the tracker's own words</em> (its status names or
 * numbers, its markup), and nothing here translates them: each side is compared with what
 * that same side last had, so a translation that loses something never looks like a
 * change.
 */
@NullMarked
package dev.roundtable.tracker;

import org.jspecify.annotations.NullMarked;
