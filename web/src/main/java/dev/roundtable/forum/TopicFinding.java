package dev.roundtable.forum;

import java.util.List;

import dev.roundtable.people.Viewer;

/** Finds topics by their words. Implemented by the room that keeps the index. */
public interface TopicFinding {

	/**
	 * Those that she may read, the best first; none while the index does not answer.
	 */
	List<TopicId> find(Viewer viewer, String words);

}
