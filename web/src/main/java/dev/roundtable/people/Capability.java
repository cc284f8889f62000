package dev.roundtable.people;

/**
 * What somebody may do, by name. {@link Role#grants} says which role may; the domain
 * method that does the thing asks {@link Viewer#require}, so that pages, the API, bulk
 * work and sync all pass it.
 */
public enum Capability {

	/** Write topics, replies and votes, where the place lets one. */
	POST,

	/** Read what is the team's: its boards, its tasks, the internal lane. */
	READ_TEAM,

	/** Open and change tasks, and write in their internal lane. */
	CHANGE_TASKS,

	/** Answer fans in public for the team. */
	ANSWER_FOR_TEAM,

	/** Edit, move, hide what others wrote. */
	MODERATE,

	/** Boards, roles, settings. */
	ADMINISTER

}
