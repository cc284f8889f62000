package dev.roundtable.messages;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonValue;

/** What a moderator makes of a message that was reported. */
enum ReviewDecision {

	KEEP,

	HIDE,

	/** Hides it, and lets its author write nothing for a while. */
	SILENCE,

	/** Hides it, and shuts its author out for a while. */
	SUSPEND;

	/** Whether those who reported it were right. */
	boolean upholds() {
		return this != KEEP;
	}

	/** As the API spells it. */
	@JsonValue
	String key() {
		return name().toLowerCase(Locale.ROOT);
	}

}
