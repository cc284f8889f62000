package dev.roundtable.forum;

/** A topic and its first post were written, in the publisher's transaction. */
public record TopicPosted(TopicId topic, TopicKind kind) {
}
