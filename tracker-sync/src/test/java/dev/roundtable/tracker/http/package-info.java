@NullMarked
package dev.roundtable.tracker.http;

import org.jspecify.annotations.NullMarked;
