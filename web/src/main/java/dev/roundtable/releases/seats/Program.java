package dev.roundtable.releases.seats;

import java.util.Objects;

import dev.roundtable.http.BadInput;
import dev.roundtable.releases.Channel;
import org.jspecify.annotations.Nullable;

/**
 * How many have a seat in a channel, and who gets one. Public for its template.
 *
 * @param groupName whose members get one, where that is the rule
 * @param minLevel of trust from which one gets one, where that is the rule
 * @param open whether one may ask for one
 */
public record Program(Channel channel, int seats, Rule rule, @Nullable String groupName, @Nullable Integer minLevel,
		boolean open, long version) {

	static final int MOST = 10_000;

	/**
	 * @throws BadInput on {@code seats}, or on what the rule asks for
	 */
	public Program {
		if (seats < 0 || seats > MOST) {
			throw new BadInput("seats", "number.range", 0, MOST);
		}
		groupName = (rule == Rule.GROUP) ? Objects.requireNonNullElse(groupName, "") : null;
		minLevel = (rule == Rule.LEVEL) ? Objects.requireNonNullElse(minLevel, 1) : null;
	}

	/** How one comes to a seat. */
	public enum Rule {

		/** The team gives each. */
		HAND,

		/** Whoever is in a group and asks, while there are some. */
		GROUP,

		/** Whoever is trusted so far and asks, while there are some. */
		LEVEL,

		/** Drawn among those who asked. */
		DRAW;

		boolean isAtOnce() {
			return this == GROUP || this == LEVEL;
		}

	}

}
