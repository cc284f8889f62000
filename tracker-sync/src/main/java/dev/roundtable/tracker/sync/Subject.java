package dev.roundtable.tracker.sync;

import dev.roundtable.tracker.RemoteId;

/** What an errand is about. */
public sealed interface Subject {

	/** Bring a task and its issue to agreement, or make the issue. */
	record OfTask(long task) implements Subject {
	}

	/** Look at an issue that somebody told of. */
	record OfIssue(RemoteId issue) implements Subject {
	}

	/** Ask the tracker what changed. */
	record Poll() implements Subject {
	}

	/** Look at every link: what is gone, and what nobody told of. */
	record Sweep() implements Subject {
	}

	/** Look at every issue of the project. */
	record Everything() implements Subject {
	}

}
