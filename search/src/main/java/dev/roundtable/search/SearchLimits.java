package dev.roundtable.search;

import java.time.Duration;

/**
 * What keeps searches from taking more than their part of the site.
 *
 * @param atOnce how many this node asks the engine at the same time, at least 1; whoever
 * comes on top is told at once
 * @param longest how long one may take in all, whatever it asks for
 */
public record SearchLimits(int atOnce, Duration longest) {

	/** Of a site that has set nothing. */
	public static final SearchLimits USUAL = new SearchLimits(24, Duration.ofSeconds(3));

	public SearchLimits {
		if (atOnce < 1 || !longest.isPositive()) {
			throw new IllegalArgumentException("Nobody could search with " + atOnce + " at once and " + longest);
		}
	}

}
