package dev.roundtable.tasks;

import java.util.List;

import dev.roundtable.writing.When;

/** What a task's page shows of the forum. Implemented by the room that knows both. */
public interface LinkedTopics {

	/** The topics of a task and of its duplicates, oldest first, at most a hundred. */
	List<LinkedTopic> of(TaskNumber task);

	/**
	 * @param html the topic's text, sanitised when it was written
	 */
	record LinkedTopic(long id, String url, String title, String author, int votes, When at, String html) {
	}

}
