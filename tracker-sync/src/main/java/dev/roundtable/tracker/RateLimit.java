package dev.roundtable.tracker;

import java.time.Instant;

/**
 * What a tracker said last about how often it may be asked.
 *
 * @param most requests in a span of its own
 * @param left of them
 * @param resetAt when there are as many as the most again
 */
public record RateLimit(int most, int left, Instant resetAt) {
}
