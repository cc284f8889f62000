package dev.roundtable.trust;

/** What is counted of a person. */
public enum Measure {

	/** Topics that she opened. */
	TOPICS,

	/** Posts on the pages that she had before her. */
	POSTS,

	/** Days on which she was here. */
	DAYS,

	/** Votes for topics of others. */
	GIVEN,

	/** Votes of others for her topics. */
	RECEIVED,

	/** Different people who replied to her topics. */
	REPLIERS,

	/** Reports that the team took up, and answers that solved a question. */
	ACCEPTED;

	/** Whether only what happened of late counts, rather than all there ever was. */
	public boolean isOfLate() {
		return switch (this) {
			case TOPICS, POSTS, DAYS, REPLIERS -> true;
			case GIVEN, RECEIVED, ACCEPTED -> false;
		};
	}

}
