package dev.roundtable.forum;

/** The number of a topic's voters changed, in the publisher's transaction. */
public record VotesCounted(TopicId topic) {
}
