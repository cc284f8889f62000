package dev.roundtable.search;

import java.time.Duration;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * What keeps searches from taking more than their part of the site.
 *
 * @param atOnce how many this node asks the engine at the same time, at least 1; whoever
 * comes on top is told at once
 * @param longest how long one may take in all, whatever it asks for and however often
 * @param ofOne how many of those anybody has at the same time, at least 1
 * @param who asks at this moment, null where nobody is to be told from others
 */
public record SearchLimits(int atOnce, Duration longest, int ofOne, Supplier<@Nullable String> who) {

	/** Of a site that has set nothing. */
	public static final SearchLimits USUAL = new SearchLimits(24, Duration.ofSeconds(3));

	public SearchLimits {
		if (atOnce < 1 || ofOne < 1 || !longest.isPositive()) {
			throw new IllegalArgumentException(
					"Nobody could search with " + atOnce + " at once, " + ofOne + " of one and " + longest);
		}
	}

	/** Where one may have them all. */
	public SearchLimits(int atOnce, Duration longest) {
		this(atOnce, longest, atOnce, () -> null);
	}

}
