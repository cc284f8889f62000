package dev.roundtable.journal;

import java.time.Duration;

/** How long a follower that fails is waited for: about five hours in all. */
final class Patience {

	/** After so many attempts an entry waits for a person. */
	static final int ATTEMPTS = 12;

	private static final Duration LONGEST = Duration.ofHours(1);

	private Patience() {
	}

	/** From a second to an hour, each time four times as long. */
	static Duration after(int attempts) {
		Duration wait = Duration.ofSeconds(1L << Math.min(2 * (attempts - 1), 20));
		return (wait.compareTo(LONGEST) < 0) ? wait : LONGEST;
	}

}
