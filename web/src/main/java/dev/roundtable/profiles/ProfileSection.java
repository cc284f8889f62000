package dev.roundtable.profiles;

import java.time.Instant;

/**
 * What another room adds to what somebody did lately, on her page. All rooms are asked in
 * one statement.
 */
public interface ProfileSection {

	/**
	 * SQL of {@code what}, {@code number}, {@code title}, {@code floor} and {@code at}:
	 * the latest first, a handful, and only what the viewer may read. It may ask for
	 * {@code :author}, for the viewer's {@code :audiences}, for her number as
	 * {@code :viewer}, 0 where nobody is signed in, and whether she {@code :moderates}.
	 */
	String latest();

	/** Where a row leads to. */
	String url(Row row);

	/**
	 * @param what the end of a message key, for example {@code topic} or {@code post}
	 * @param number of the topic or the task that it is about
	 * @param floor 1 where it is about no other
	 */
	record Row(String what, long number, String title, int floor, Instant at) {
	}

}
