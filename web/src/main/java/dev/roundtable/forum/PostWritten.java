package dev.roundtable.forum;

import dev.roundtable.people.AccountId;

/** A reply was written, in the publisher's transaction. */
public record PostWritten(TopicId topic, PostId post, AccountId author) {
}
