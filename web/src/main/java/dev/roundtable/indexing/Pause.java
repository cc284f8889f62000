package dev.roundtable.indexing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Longer each time that the engine turns changes away, so that one with a full disk or
 * too much to do is not asked again three times a second.
 */
final class Pause {

	private static final Duration FIRST = Duration.ofMillis(500);

	private static final Duration LONGEST = Duration.ofSeconds(10);

	private final Clock clock;

	private Duration next = FIRST;

	private Instant until = Instant.MIN;

	Pause(Clock clock) {
		this.clock = clock;
	}

	synchronized boolean isOver() {
		return !this.clock.instant().isBefore(this.until);
	}

	/** Another pause begins, twice as long as the last one. */
	synchronized void begin() {
		this.until = this.clock.instant().plus(this.next);
		this.next = (this.next.multipliedBy(2).compareTo(LONGEST) < 0) ? this.next.multipliedBy(2) : LONGEST;
	}

	/** All is well again. */
	synchronized void end() {
		this.next = FIRST;
	}

}
