/**
 * The port to outside trackers, the reconciler behind it, and one package per connector.
 */
@NullMarked
package dev.roundtable.tracker;

import org.jspecify.annotations.NullMarked;
