package dev.roundtable.tracker.sync;

import org.jspecify.annotations.Nullable;

/** What is to be done about one field. */
public sealed interface FieldStep {

	/** Both say the same: that is the new baseline, and nobody is written to. */
	record Settle(String ours, String theirs) implements FieldStep {
	}

	/**
	 * @param ours what the task has
	 * @param before what the issue has
	 * @param after what the issue is to have
	 * @param conflict whether the value was changed too, and is lost
	 */
	record ToTheirs(String ours, String before, String after, boolean conflict) implements FieldStep {
	}

	/**
	 * @param theirs what the issue has
	 * @param before what the task has
	 * @param after what the task is to have
	 * @param conflict whether the task's value was changed too, and is lost
	 */
	record ToOurs(String theirs, String before, String after, boolean conflict) implements FieldStep {
	}

	/** A person is to say who is right. */
	record Ask(String ours, String theirs) implements FieldStep {
	}

	/**
	 * They differ, and stay so until one changes.
	 *
	 * @param to the side that is not written to
	 */
	record Stay(String ours, String theirs, Side to, String why) implements FieldStep {
	}

	/** Why nothing is carried to a side. */
	static FieldStep stay(Side to, String ours, String theirs, @Nullable String why) {
		return new Stay(ours, theirs, to, (why != null) ? why : "this does not go there");
	}

}
