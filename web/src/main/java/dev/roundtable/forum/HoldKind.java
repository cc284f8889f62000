package dev.roundtable.forum;

/** Why a floor is not shown to everybody. */
public enum HoldKind {

	/** A moderator hid it; its author still reads it. */
	HIDDEN,

	/** It waits for review; its author still reads it. */
	PENDING,

	/** A moderator deleted it: moderators alone read it. */
	DELETED,

	/** Its author took it back. */
	TAKEN

}
