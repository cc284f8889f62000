package dev.roundtable.tracker.sync;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/** How long to wait after a failure. */
final class Backoff {

	/** With an hour between the last of them, a tracker may be down for a day. */
	static final int ATTEMPTS = 36;

	private static final Duration FIRST = Duration.ofSeconds(5);

	private static final Duration LONGEST = Duration.ofHours(1);

	/** GitHub asks for a minute at least where it does not say. */
	private static final Duration LIMITED = Duration.ofMinutes(1);

	private Backoff() {
	}

	/**
	 * @param attempts that failed before this one
	 */
	static Duration after(int attempts) {
		Duration wait = FIRST.multipliedBy(1L << Math.min(attempts, 12));
		return (wait.compareTo(LONGEST) < 0) ? wait : LONGEST;
	}

	/**
	 * @param retryAfter what the tracker says, null when it does not
	 */
	static Duration limited(@Nullable Duration retryAfter) {
		return (retryAfter != null && !retryAfter.isNegative()) ? retryAfter.plusSeconds(1) : LIMITED;
	}

}
