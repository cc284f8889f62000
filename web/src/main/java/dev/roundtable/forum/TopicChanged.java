package dev.roundtable.forum;

import java.util.Set;

/** Something of a topic changed, in the publisher's transaction. */
public record TopicChanged(TopicId topic, Set<What> what) {

	/** What changed. */
	public enum What {

		TITLE, TEXT, TAGS, KIND,

		/** It stands on another board, which may have other readers. */
		BOARD,

		/** It was hidden or shown again. */
		HELD

	}

	public static TopicChanged of(TopicId topic, What... what) {
		return new TopicChanged(topic, Set.of(what));
	}

	/** Whether all its floors are to be read again, too. */
	public boolean concernsFloors() {
		return this.what.contains(What.BOARD) || this.what.contains(What.HELD);
	}

}
