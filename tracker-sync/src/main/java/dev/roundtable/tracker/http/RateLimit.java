package dev.roundtable.tracker.http;

import java.time.Instant;

/**
 * What a tracker said last about how often it may be asked.
 *
 * @param limit requests in a span of its own
 * @param remaining of them
 * @param resetAt when there are as many as the limit again
 */
public record RateLimit(int limit, int remaining, Instant resetAt) {
}
