package dev.roundtable.tracker.sync;

/**
 * An errand that one node has for itself until the claim ends.
 *
 * @param token tells it from any other claim of the same errand
 * @param attempts that failed before
 * @param thorough whether comments are to be read even if nothing seems to have changed
 */
public record Claim(ConnectionId connection, Subject subject, long token, int attempts, boolean thorough) {
}
