package dev.roundtable.notifications;

/** What somebody wants to hear of a person. */
enum Regard {

	FOLLOW, MUTE,

	/** What the person writes is folded away too. */
	BLOCK, OFF

}
