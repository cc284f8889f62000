package dev.roundtable.journal;

import java.util.List;

/**
 * Somebody who is told what happened: a bean of any room. It is told at least once,
 * everything about one subject in the order in which it happened, by whichever node is
 * free, and never by two at the same moment. A new follower is told what happens from now
 * on.
 */
public interface JournalFollower {

	/**
	 * What its share of the queue is kept under: at most 40 characters, the same on all
	 * nodes and for ever.
	 */
	String name();

	/** Asked when something is written down, so the answer must be cheap. */
	boolean wants(String action, Subject subject);

	/**
	 * Takes some entries, about several subjects, the oldest first. This happens in a
	 * transaction that also marks them as delivered: what a follower writes to the
	 * database it writes exactly once, what it sends elsewhere may arrive twice. It holds
	 * a connection and a part of the follower's queue, nothing of anybody else's.
	 * @throws RuntimeException when it cannot be done now: what it wrote is undone, the
	 * entries come again one by one, and the one that fails holds up its own subject for
	 * a while, see {@link Patience}
	 */
	void deliver(List<Entry> entries);

}
