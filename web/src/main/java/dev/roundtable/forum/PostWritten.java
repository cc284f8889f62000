package dev.roundtable.forum;

/** A reply was written or edited, in the publisher's transaction. */
public record PostWritten(TopicId topic, PostId post) {
}
