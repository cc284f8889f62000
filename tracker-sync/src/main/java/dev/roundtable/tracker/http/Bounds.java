package dev.roundtable.tracker.http;

import java.time.Duration;

/**
 * How long and how much one request may be.
 *
 * @param connect until there is a connection
 * @param read between two bytes of an answer
 * @param whole from the first byte sent to the last one read, however steadily they drip
 * @param bytes of an answer, unpacked
 * @param tries of a request that only reads
 * @param pause before the second try; longer before each more
 */
public record Bounds(Duration connect, Duration read, Duration whole, int bytes, int tries, Duration pause) {

	public static final Bounds USUAL = new Bounds(Duration.ofSeconds(5), Duration.ofSeconds(20), Duration.ofSeconds(40),
			8 * 1024 * 1024, 3, Duration.ofMillis(300));

	public Bounds {
		if (bytes < 1 || tries < 1) {
			throw new IllegalArgumentException("nothing could be read");
		}
	}

	/** How long a request with all its tries may take. */
	public Duration all() {
		return this.connect.plus(this.whole).multipliedBy(this.tries).plus(this.pause.multipliedBy(1L << this.tries));
	}

}
