@NullMarked
package dev.roundtable.tracker.jira;

import org.jspecify.annotations.NullMarked;
