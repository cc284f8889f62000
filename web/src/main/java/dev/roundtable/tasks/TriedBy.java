package dev.roundtable.tasks;

import java.util.List;

import dev.roundtable.people.Viewer;
import dev.roundtable.writing.When;
import org.jspecify.annotations.Nullable;

/**
 * What people say who tried a task that was released. Implemented by the room that asks
 * them.
 */
public interface TriedBy {

	/** Since it was released last. The caller has seen to the task's audience. */
	Tried of(TaskNumber task, @Nullable Viewer viewer);

	/** Whether there is something of it to try. */
	static boolean isOut(TaskStatus status) {
		return status == TaskStatus.RELEASED || status == TaskStatus.VERIFIED;
	}

	/**
	 * @param works how many say that it does
	 * @param broken how many say that it is still broken
	 * @param mine what the viewer says, null for nothing
	 * @param words what they added, for the team alone
	 */
	record Tried(int works, int broken, @Nullable Boolean mine, List<Word> words) {
	}

	/**
	 * @param build in which it was tried
	 * @param comment empty for none
	 */
	record Word(String author, boolean works, @Nullable String build, String comment, When at) {
	}

}
