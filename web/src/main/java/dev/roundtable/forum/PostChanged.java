package dev.roundtable.forum;

/**
 * A reply was edited, hidden or shown again, in the publisher's transaction. Of a first
 * floor {@link TopicChanged} tells.
 */
public record PostChanged(TopicId topic, PostId post) {
}
