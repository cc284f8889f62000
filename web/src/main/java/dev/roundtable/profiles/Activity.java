package dev.roundtable.profiles;

import dev.roundtable.writing.When;

/**
 * Something a person did that anyone may read.
 *
 * @param kind for example {@code topic} or {@code post}: the end of a message key
 */
public record Activity(String kind, String title, String url, When at) {
}
