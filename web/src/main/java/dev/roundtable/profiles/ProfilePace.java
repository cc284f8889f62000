package dev.roundtable.profiles;

import dev.roundtable.people.Viewer;

/**
 * How often somebody may change what she says of herself. Implemented by the room that
 * counts.
 */
@FunctionalInterface
public interface ProfilePace {

	/**
	 * @throws dev.roundtable.http.TooManyAttempts that says when the next one is free
	 */
	void spend(Viewer viewer);

}
