package dev.roundtable.tracker.sync;

import dev.roundtable.tracker.RemoteComment;

/** What is to be done about one comment. */
public sealed interface CommentStep {

	/** A copy of ours that was being written is there, or one that had been forgotten. */
	record Found(Crossing crossing, String theirs) implements CommentStep {
	}

	/** Write ours there. */
	record Send(OurComment comment) implements CommentStep {
	}

	/** Ours says something else now. */
	record RewordTheirs(Crossing crossing, OurComment comment) implements CommentStep {
	}

	/** Ours was taken back, or is not public any more. */
	record RemoveTheirs(Crossing crossing) implements CommentStep {
	}

	/** Write theirs here. */
	record Take(RemoteComment comment) implements CommentStep {
	}

	/** Theirs says something else now. */
	record RewordOurs(Crossing crossing, RemoteComment comment) implements CommentStep {
	}

	/** Theirs was taken back, or is not public any more. */
	record RemoveOurs(Crossing crossing) implements CommentStep {
	}

	/** One of the two is gone that the other side has no say in. */
	record End(Crossing crossing, String why) implements CommentStep {
	}

}
