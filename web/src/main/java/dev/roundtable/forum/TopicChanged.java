package dev.roundtable.forum;

/** A topic's title, text or tags changed, in the publisher's transaction. */
public record TopicChanged(TopicId topic) {
}
