package dev.roundtable.tracker;

/**
 * What people do in a tracker, and what it is like, for {@link TrackerContract}: each
 * connector's tests say how it is done there.
 */
public interface TheirSide {

	/** Connected with a token that may do everything in the project. */
	Tracker tracker();

	/** Connected with a token that nobody gave out. */
	Tracker strangersTracker();

	/** Connected with a good token to a project that it may not see. */
	Tracker trackerOfAnotherProject();

	String project();

	/** Somebody writes an issue. */
	RemoteId opens(String title);

	/** Somebody else than the connection's account changes a field. */
	void edits(RemoteId issue, Field field, String value);

	/** A status of those that count as closed. */
	String closed();

	/** A status that an issue in its first status can go to, and that is open. */
	String begun();

	/** Somebody writes what everybody may read. */
	String says(RemoteId issue, String text);

	/** Somebody writes what not everybody may read. */
	String whispers(RemoteId issue, String text);

	/** Somebody keeps an issue from others. */
	void hides(RemoteId issue);

	void deletes(RemoteId issue);

	/** Somebody makes another issue of it, with all its fields. */
	RemoteId copies(RemoteId issue);

	/** Waits until whatever happens next has another time, and searches know it all. */
	void letsTimePass();

}
