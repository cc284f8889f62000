@NullMarked
package dev.roundtable.search.node;

import org.jspecify.annotations.NullMarked;
