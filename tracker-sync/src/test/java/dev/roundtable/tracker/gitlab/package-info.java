@NullMarked
package dev.roundtable.tracker.gitlab;

import org.jspecify.annotations.NullMarked;
