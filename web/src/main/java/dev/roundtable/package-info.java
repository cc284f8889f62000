@NullMarked
package dev.roundtable;

import org.jspecify.annotations.NullMarked;
