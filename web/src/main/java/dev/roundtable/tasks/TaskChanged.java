package dev.roundtable.tasks;

/**
 * A task was opened, changed or publicly answered, in the publisher's transaction.
 *
 * @param opened just now: its one person is who reported it, and it is in no topic yet
 */
public record TaskChanged(TaskNumber task, boolean opened) {

	public TaskChanged(TaskNumber task) {
		this(task, false);
	}

}
