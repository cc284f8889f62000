package dev.roundtable.moderation;

import java.util.List;
import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonValue;

/** What a moderator makes of an item of the queue. */
enum Decision {

	/** Nothing is wrong with the post. */
	KEEP,

	HIDE,

	DELETE,

	/** The post stays, and its author is told why it should be another. */
	WARN,

	/** Hides the post, and lets its author write nothing for a while. */
	SILENCE,

	/** Hides the post, and shuts its author out for a while. */
	SUSPEND,

	/** Deletes all that its author posted, and shuts her out. */
	REMOVE;

	/** What most items come to; it is decided from the list, for its usual reason. */
	static final List<Decision> QUICK = List.of(KEEP, HIDE, DELETE);

	/** Whether those who reported it were right. */
	boolean upholds() {
		return this != KEEP;
	}

	/** Whether it strikes the author and not the post alone. */
	boolean ofPerson() {
		return this == SILENCE || this == SUSPEND || this == REMOVE;
	}

	/**
	 * Whether it takes so much with it that somebody who presses a button is asked twice.
	 */
	boolean sweeping() {
		return this == REMOVE;
	}

	/** The message that is the reason where a moderator gives none of her own. */
	String usualReason() {
		return "decision." + this + ".reason";
	}

	/** As the API spells it. */
	@JsonValue
	String key() {
		return name().toLowerCase(Locale.ROOT);
	}

}
