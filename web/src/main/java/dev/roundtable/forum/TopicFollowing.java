package dev.roundtable.forum;

import java.util.Set;

import dev.roundtable.people.Viewer;
import dev.roundtable.writing.Tag;

/**
 * What a topic's page knows of its reader alone: whether she follows it, and whom she
 * does not want to read. Implemented by the room that tells people things.
 */
public interface TopicFollowing {

	Following of(TopicId topic, Viewer viewer);

	/** What she said of what is posted on a board. */
	Mode board(long board, Viewer viewer);

	/** What she said of what is posted with a tag. */
	Mode tag(Tag tag, Viewer viewer);

	/** The names of those whom she does not want to read. */
	Set<String> blockedNames(Viewer viewer);

	enum Mode {

		FOLLOW, MUTE, OFF

	}

	/**
	 * @param unread whether something of it waits for her
	 * @param blocked accounts whose floors are folded away
	 */
	record Following(Mode mode, boolean unread, Set<Long> blocked) {
	}

}
