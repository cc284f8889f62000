package dev.roundtable.tracker;

/** Who may read something on the side where it is. */
public enum Visibility {

	/**
	 * Proven: that side says that nobody is kept from it. Whether a whole project is open
	 * to the world is the administrator's word; a confidential issue or a private note
	 * within it is not public.
	 */
	PUBLIC,

	/** Some are kept from it, or that side does not say. */
	PRIVATE

}
