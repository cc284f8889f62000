package dev.roundtable.forum;

import java.util.Collection;
import java.util.Map;

import dev.roundtable.people.Viewer;
import org.jspecify.annotations.Nullable;

/**
 * What a list of topics shows of the one list. Implemented by the room that knows both.
 */
public interface TaskBadges {

	/** Of those topics whose task the viewer may read. */
	Map<TopicId, TaskBadge> of(Collection<TopicId> topics, @Nullable Viewer viewer);

	/**
	 * @param number of the task
	 * @param status name of its status
	 */
	record TaskBadge(long number, String status) {

		public String url() {
			return "/tasks/" + this.number;
		}

	}

}
