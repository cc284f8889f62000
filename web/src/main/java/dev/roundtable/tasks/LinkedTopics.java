package dev.roundtable.tasks;

import java.util.List;

import dev.roundtable.people.Viewer;
import dev.roundtable.writing.When;
import org.jspecify.annotations.Nullable;

/** What a task's page shows of the forum. Implemented by the room that knows both. */
public interface LinkedTopics {

	/**
	 * The topics of a task and of its duplicates that she may read, the task's own first,
	 * then the oldest, at most a hundred.
	 */
	List<LinkedTopic> of(TaskNumber task, @Nullable Viewer viewer);

	/**
	 * @param replies how many there are, and {@code latest} where the last one stands,
	 * null while there is none
	 * @param splits whether it came to the task, which could do without it
	 * @param body of the first of them alone, empty in the others
	 * @param html the same, sanitised
	 * @param said the last replies, the latest first
	 */
	record LinkedTopic(long id, String url, String title, String author, int votes, When at, int replies,
			@Nullable String latest, boolean splits, String body, String html, List<Reply> said) {
	}

	/**
	 * @param team whether she is of the team by now
	 * @param words the beginning of what she wrote, without markup
	 * @param more whether there is more of it
	 */
	record Reply(String author, boolean team, String words, boolean more, String url, String topic, When at) {
	}

}
