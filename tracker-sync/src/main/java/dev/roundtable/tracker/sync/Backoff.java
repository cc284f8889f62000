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
	 * @param retryAfter what the tracker says, null when it does not; never sooner than
	 * that
	 */
	static Duration after(int attempts, @Nullable Duration retryAfter) {
		Duration growing = FIRST.multipliedBy(1L << Math.min(attempts, 12));
		Duration wait = (growing.compareTo(LONGEST) < 0) ? growing : LONGEST;
		return (retryAfter != null && retryAfter.compareTo(wait) > 0) ? retryAfter : wait;
	}

	/**
	 * @param retryAfter what the tracker says, null when it does not
	 */
	static Duration limited(@Nullable Duration retryAfter) {
		return (retryAfter != null && !retryAfter.isNegative()) ? retryAfter.plusSeconds(1) : LIMITED;
	}

}
