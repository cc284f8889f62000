package dev.roundtable.people;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

import com.fasterxml.jackson.annotation.JsonValue;

/** What an account is. What it may do is granted here, capability by capability. */
public enum Role {

	FAN, ENGINEER, PRODUCT_MANAGER, MODERATOR, ADMINISTRATOR,

	/** An outside tracker, doing here what people do there. Nobody signs in as one. */
	TRACKER;

	/** Those that people are given; a tracker is made with its connection. */
	public static Set<Role> ofPeople() {
		return EnumSet.complementOf(EnumSet.of(TRACKER));
	}

	/** As the API spells it. */
	@JsonValue
	String value() {
		return name().toLowerCase(Locale.ROOT);
	}

	/** Closed by default: a role may do what stands here and nothing else. */
	Set<Capability> grants() {
		return switch (this) {
			case FAN -> EnumSet.of(Capability.POST);
			case ENGINEER, PRODUCT_MANAGER ->
				EnumSet.of(Capability.POST, Capability.READ_TEAM, Capability.CHANGE_TASKS, Capability.ANSWER_FOR_TEAM);
			case MODERATOR -> EnumSet.of(Capability.POST, Capability.READ_TEAM, Capability.CHANGE_TASKS,
					Capability.ANSWER_FOR_TEAM, Capability.MODERATE);
			case TRACKER -> EnumSet.of(Capability.POST, Capability.CHANGE_TASKS, Capability.ANSWER_FOR_TEAM);
			case ADMINISTRATOR -> EnumSet.allOf(Capability.class);
		};
	}

	/** Whether a badge says that this is one of the makers. It grants nothing. */
	public boolean isTeam() {
		return switch (this) {
			case FAN, TRACKER -> false;
			case ENGINEER, PRODUCT_MANAGER, MODERATOR, ADMINISTRATOR -> true;
		};
	}

}
