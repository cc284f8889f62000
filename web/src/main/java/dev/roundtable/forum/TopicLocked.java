package dev.roundtable.forum;

import dev.roundtable.http.NotAllowed;

/** A moderator ended the discussion of a topic. */
final class TopicLocked extends NotAllowed {

	private static final long serialVersionUID = 1L;

	/**
	 * @param reason as the moderator gave it
	 */
	TopicLocked(String reason) {
		super("error.topic.locked", reason);
	}

}
