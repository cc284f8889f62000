package dev.roundtable.tracker.sync;

/** Who is right when both sides changed a field since they last agreed. */
public enum Policy {

	THEIRS, OURS,

	/** Whoever changed last, by her own clock put right; at the same moment, ours. */
	NEWEST,

	/** Nobody, until a person says. */
	ASK

}
