package dev.roundtable.indexing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import dev.roundtable.search.DocumentKey;

/**
 * At which documents the engine fails while it takes others, and since when. They are
 * tried more and more seldom, and neither once nor for a minute is enough to give one up.
 * Each node counts its own tries.
 */
final class Failures {

	static final int TRIES = 8;

	static final Duration LONG_ENOUGH = Duration.ofMinutes(10);

	private static final Duration FIRST = Duration.ofSeconds(5);

	private static final Duration LONGEST = Duration.ofMinutes(2);

	private final Clock clock;

	private final Map<DocumentKey, Tries> tries = new HashMap<>();

	Failures(Clock clock) {
		this.clock = clock;
	}

	/**
	 * It failed once more.
	 * @return how long to wait before the next try, empty where there is to be none
	 */
	synchronized Optional<Duration> waitFor(DocumentKey document) {
		Instant now = this.clock.instant();
		Tries tried = this.tries.merge(document, new Tries(1, now),
				(known, _) -> new Tries(known.count() + 1, known.since()));
		boolean enough = tried.count() >= TRIES && !now.isBefore(tried.since().plus(LONG_ENOUGH));
		return enough ? Optional.empty() : Optional.of(tried.pause());
	}

	/** Those that were taken, or given up. */
	synchronized void forget(Collection<DocumentKey> documents) {
		documents.forEach(this.tries::remove);
	}

	private record Tries(int count, Instant since) {

		Duration pause() {
			Duration pause = FIRST.multipliedBy(1L << Math.min(this.count - 1, 16));
			return (pause.compareTo(LONGEST) < 0) ? pause : LONGEST;
		}

	}

}
