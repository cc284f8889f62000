package dev.roundtable.moderation;

/**
 * What else moderators are to look at, beside posts. Implemented by the room whose it is.
 */
public interface OtherQueue {

	/** Where it is. */
	String url();

	/** Message key of what it is called; {@code {0}} is how many wait. */
	String title();

	/** SQL without parameters that selects a row for each that no one has decided. */
	String open();

}
