/**
 * What the trackers of those have in common who keep code: their issues have labels where
 * others have fields, and texts alone to write our name for a task in; and how whoever
 * delivers signs it.
 */
@NullMarked
package dev.roundtable.tracker.forge;

import org.jspecify.annotations.NullMarked;
