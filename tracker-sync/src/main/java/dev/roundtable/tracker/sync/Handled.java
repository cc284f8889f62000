package dev.roundtable.tracker.sync;

import java.time.Instant;

/** What became of an errand that did not fail. */
sealed interface Handled {

	record Done() implements Handled {
	}

	/** Not a failure: there is more to be seen then. */
	record Again(Instant at, String why) implements Handled {
	}

}
