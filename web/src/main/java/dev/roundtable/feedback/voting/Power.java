package dev.roundtable.feedback.voting;

import dev.roundtable.http.BadInput;

/**
 * How many open ideas a person may vote for at once.
 *
 * @param votes 0 for any number
 */
record Power(int votes, long version) {

	static final int MOST = 10_000;

	/**
	 * @throws BadInput on {@code votes}
	 */
	Power {
		if (votes < 0 || votes > MOST) {
			throw new BadInput("votes", "number.range", 0, MOST);
		}
	}

}
