package dev.roundtable.tasks;

import java.util.Collection;
import java.util.Map;
import java.util.Set;

import dev.roundtable.people.Viewer;

/**
 * What the page of ideas shows of their votes. Implemented by the room that takes them.
 */
public interface IdeaVotes {

	/** Which of these ideas somebody votes for, and how many more she could. */
	Hers of(Viewer viewer, Collection<Long> tasks);

	/**
	 * The ideas that won most voters lately, with how many each; whoever asks has to see
	 * to their audience.
	 */
	Map<Long, Integer> rising();

	/**
	 * Public for templates.
	 *
	 * @param voted the numbers of the tasks
	 * @param power how many open ideas she may vote for at once, 0 for any number
	 * @param used how many she does vote for
	 */
	record Hers(Set<Long> voted, int power, int used) {

		public boolean limited() {
			return this.power > 0;
		}

		public int left() {
			return Math.max(0, this.power - this.used);
		}

	}

}
