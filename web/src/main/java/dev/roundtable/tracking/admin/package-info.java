/** Where administrators connect outside trackers, and see how each of them is. */
@NullMarked
package dev.roundtable.tracking.admin;

import org.jspecify.annotations.NullMarked;
