/**
 * Texts on their way between the forum and a tracker.
 */
@NullMarked
package dev.roundtable.tracker.text;

import org.jspecify.annotations.NullMarked;
