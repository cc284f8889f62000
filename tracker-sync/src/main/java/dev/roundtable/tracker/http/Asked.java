package dev.roundtable.tracker.http;

import java.time.Duration;

/**
 * A request that was sent, for the audit trail; each try is one.
 *
 * @param path without what follows the question mark
 * @param status of the answer, 0 when there was none
 */
public record Asked(String method, String path, int status, Duration took) {

	/** Told of every request that is sent, on the thread that sends it. */
	@FunctionalInterface
	public interface Audit {

		Audit NOBODY = (asked) -> {
		};

		void sent(Asked asked);

	}

}
