@NullMarked
package dev.roundtable.tracker.redmine;

import org.jspecify.annotations.NullMarked;
