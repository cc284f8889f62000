package dev.roundtable.tracker;

/** What one tracker can do and another cannot. */
public enum Ability {

	CREATE, UPDATE, COMMENT,

	/** Change the text of a comment that crossed. */
	EDIT_COMMENT,

	DELETE_COMMENT,

	/** Tell at once that something changed, see {@link Tracker#hints}. */
	HINTS

}
