package dev.roundtable.tasks;

import java.time.OffsetDateTime;
import java.util.List;

/** How the votes for a task grew. Implemented by the room that counts them. */
public interface VotesOverTime {

	/**
	 * How many people had voted before each of these moments, of those who vote for it or
	 * for one of its duplicates now.
	 */
	List<Long> before(TaskNumber task, List<OffsetDateTime> moments);

}
