package dev.roundtable.forum.marks;

import java.util.Locale;

/** What a moderator may give a topic, and take back. */
enum TopicMark {

	/** Nobody but moderators replies. */
	LOCKED("locked", "unlocked"),

	/** Stands above the others of its lists. */
	PINNED("pinned", "unpinned"),

	/** Worth reading: lists can be narrowed to such topics. */
	FEATURED("featured", "unfeatured");

	/** As the journal tells it. */
	final String given;

	final String taken;

	TopicMark(String given, String taken) {
		this.given = given;
		this.taken = taken;
	}

	/** The end of its addresses and message keys. */
	public String key() {
		return name().toLowerCase(Locale.ROOT);
	}

}
