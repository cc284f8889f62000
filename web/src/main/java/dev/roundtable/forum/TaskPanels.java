package dev.roundtable.forum;

import java.util.Collection;
import java.util.List;
import java.util.Map;

import dev.roundtable.people.Viewer;
import dev.roundtable.writing.When;
import org.jspecify.annotations.Nullable;

/**
 * What a topic's page tells of its task: the status, who set it, and the public answers.
 * Implemented by the room that knows both.
 */
public interface TaskPanels {

	/** Of those topics whose task the viewer may read. */
	Map<TopicId, TaskPanel> panels(Collection<TopicId> topics, @Nullable Viewer viewer);

	/**
	 * @param title what the team calls it, null while that is what the topic is called
	 * @param tried null while there is nothing to try
	 * @param answered the floor on which one of the team wrote first, null while none did
	 * @param setup what the topic's author has it on, null for nothing said
	 * @param channel the release channel in which the author had a seat when she wrote
	 * it, null for none
	 * @param mine what the viewer says to have it on, empty for nothing but that she has
	 * it, null where she does not say so
	 */
	record TaskPanel(long number, String url, @Nullable String title, String status, @Nullable String statusBy,
			When statusAt, @Nullable String reason, @Nullable String fixedIn, List<Answer> answers,
			@Nullable Tried tried, @Nullable Integer answered, @Nullable Setup setup, @Nullable String channel,
			@Nullable String mine) {

		/** Whether those who build it have said something, here or on the task. */
		public boolean isAnswered() {
			return this.answered != null || !this.answers.isEmpty();
		}

	}

	/**
	 * What people say who tried what was released.
	 *
	 * @param mine what the viewer says, null for nothing
	 */
	record Tried(int works, int broken, @Nullable Boolean mine) {
	}

	/**
	 * @param html sanitised when it was written
	 * @param corrected when it last was, null for never
	 */
	record Answer(String author, String html, When at, @Nullable When corrected) {
	}

}
