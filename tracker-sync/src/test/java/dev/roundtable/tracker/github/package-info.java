@NullMarked
package dev.roundtable.tracker.github;

import org.jspecify.annotations.NullMarked;
