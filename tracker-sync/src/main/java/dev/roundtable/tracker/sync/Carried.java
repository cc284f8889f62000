package dev.roundtable.tracker.sync;

import java.time.Instant;

import dev.roundtable.tracker.RemoteId;
import org.jspecify.annotations.Nullable;

/**
 * A row of the audit trail.
 *
 * @param to the side that was, or would have been, written to
 * @param what a field's name, or {@code comment}, {@code issue}, {@code task},
 * {@code link}
 * @param before on that side, in its words
 * @param after on that side, in its words; of a loser, what it had
 * @param why as a person reads it
 */
public record Carried(ConnectionId connection, @Nullable Long task, @Nullable RemoteId issue, Side to, String what,
		Outcome outcome, @Nullable String before, @Nullable String after, @Nullable String why, Instant at) {

	public enum Outcome {

		CARRIED,

		/** Both sides changed it, and this is what did not stay. */
		LOST,

		/** That side would not have it. */
		REFUSED,

		/** A person is to say. */
		ASKED,

		/** Nothing more is carried. */
		ENDED

	}

}
