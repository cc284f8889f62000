/**
 * The whole application as people and machines meet it: in a real browser, through the
 * API, and after a kill.
 */
@NullMarked
package dev.roundtable.journeys;

import org.jspecify.annotations.NullMarked;
