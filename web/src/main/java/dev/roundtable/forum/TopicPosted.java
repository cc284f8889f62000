package dev.roundtable.forum;

import org.jspecify.annotations.Nullable;

/**
 * A topic and its first post were written, in the publisher's transaction.
 *
 * @param setup what it was met on, null for nothing said
 */
public record TopicPosted(TopicId topic, TopicKind kind, @Nullable Setup setup) {
}
