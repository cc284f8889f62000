package dev.roundtable.tracker.sync;

/** Which way something goes. */
public enum Direction {

	BOTH, TO_THEIRS, TO_OURS, NONE;

	boolean reaches(Side side) {
		return switch (this) {
			case BOTH -> true;
			case TO_THEIRS -> side == Side.THEIRS;
			case TO_OURS -> side == Side.OURS;
			case NONE -> false;
		};
	}

}
