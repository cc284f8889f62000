/**
 * How fast Roundtable answers: a measurement that people start, not a test.
 */
@NullMarked
package dev.roundtable.benchmark;

import org.jspecify.annotations.NullMarked;
