package dev.roundtable.tracker.sync;

/** The list, or the tracker. */
public enum Side {

	OURS, THEIRS;

	Side other() {
		return (this == OURS) ? THEIRS : OURS;
	}

}
