package dev.roundtable.tracker.sync;

import dev.roundtable.tracker.Values;

/** What would be done about a task. */
public sealed interface Preview {

	/** It gets an issue. */
	record Make(Values values) implements Preview {
	}

	/** It and its issue are brought to agreement. */
	record Meet(Plan plan) implements Preview {
	}

	/**
	 * @param why as a person reads it
	 */
	record Nothing(String why) implements Preview {
	}

}
