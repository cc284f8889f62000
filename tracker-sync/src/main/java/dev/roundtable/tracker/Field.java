package dev.roundtable.tracker;

/** What a task and an issue have in common, one value each. */
public enum Field {

	/** One line, never empty. */
	TITLE,

	/** In the markup of the side it belongs to. */
	DESCRIPTION,

	KIND, STATUS, SEVERITY, COMPONENT,

	/** A person's key on the side it belongs to: an account, a login. */
	ASSIGNEE,

	/** The build or version it is meant for, or fixed in. */
	RELEASE

}
