@NamedInterface("http")
@NullMarked
package dev.roundtable.tracker.http;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
