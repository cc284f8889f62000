package dev.roundtable.signin;

import dev.roundtable.people.AccountId;

/** What somebody comes in with beside a password, in a room that knows. */
public interface WayIn {

	/** How many of its kind she has. */
	long count(AccountId account);

}
