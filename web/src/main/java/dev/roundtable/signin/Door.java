package dev.roundtable.signin;

import java.util.List;

/** What the sign-in page offers beside a password, from a room that knows. */
@FunctionalInterface
public interface Door {

	/**
	 * One button.
	 *
	 * @param id the last part of the path that its form goes to
	 * @param name whose account it is: GitHub, a company
	 */
	record Way(String id, String name) {
	}

	/** In the order in which they are shown. */
	List<Way> ways();

}
