@NullMarked
package dev.roundtable.secrets;

import org.jspecify.annotations.NullMarked;
