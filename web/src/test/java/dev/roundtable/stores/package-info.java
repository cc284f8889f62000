/**
 * What lets a store test run on each database that Roundtable supports.
 */
@NullMarked
package dev.roundtable.stores;

import org.jspecify.annotations.NullMarked;
