package dev.roundtable.invitations;

/** Where somebody comes from. */
public enum Source {

	/** The site itself: without a link, or by one that stands on it. */
	SITE,

	/** A meeting, a fair, a campaign. */
	ACTIVITY,

	/** Weibo and its like. */
	MICROBLOG,

	/** Somebody who is here. */
	INVITE,

	OTHER

}
