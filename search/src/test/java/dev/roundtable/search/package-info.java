@NullMarked
package dev.roundtable.search;

import org.jspecify.annotations.NullMarked;
