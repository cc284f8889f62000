package dev.roundtable.tasks;

import dev.roundtable.http.BadInput;
import dev.roundtable.people.AccountId;
import org.jspecify.annotations.Nullable;

/**
 * Takes what a fan says of the device and the build with the topic that became a task.
 * Implemented by the room that keeps it.
 */
public interface ReportedOn {

	/**
	 * In the caller's transaction.
	 * @param held whether others do not see the topic
	 * @throws BadInput on the field that is wrong
	 */
	void reported(TaskNumber task, AccountId author, long topic, boolean held, Said said);

	/** Whether what came with a topic counts, in the caller's transaction. */
	void hold(long topic, boolean held);

	/** As she wrote it, not checked; null for what she did not say. */
	record Said(@Nullable String device, @Nullable String build, @Nullable String frequency) {
	}

}
