package dev.roundtable.mail;

import java.time.Duration;

/** How long a mail waits after a server did not take it. */
final class Patience {

	private static final Duration FIRST = Duration.ofMinutes(1);

	private static final Duration LONGEST = Duration.ofHours(2);

	private static final int MOST_DOUBLINGS = 7;

	private Patience() {
	}

	/** From a minute to two hours, each time twice as long. */
	static Duration after(int attempts) {
		Duration wait = FIRST.multipliedBy(1L << Math.clamp(attempts - 1L, 0, MOST_DOUBLINGS));
		return (wait.compareTo(LONGEST) < 0) ? wait : LONGEST;
	}

}
