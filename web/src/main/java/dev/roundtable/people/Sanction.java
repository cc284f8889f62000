package dev.roundtable.people;

import java.time.Instant;
import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.roundtable.writing.When;
import org.jspecify.annotations.Nullable;

/**
 * What somebody may not do for a while, and why.
 *
 * @param reason as she and others read it
 * @param until when it ends by itself, null when it does not
 */
public record Sanction(Kind kind, String reason, @Nullable Instant until) {

	/** UTF-16 units of a reason, as the column has it. */
	public static final int REASON = 400;

	public enum Kind {

		/** She reads what she read before, and writes nothing. */
		SILENCED,

		/** To her the site is what a stranger sees. */
		SUSPENDED;

		/** The journal's action, and what the API calls it. */
		@JsonValue
		String imposed() {
			return name().toLowerCase(Locale.ROOT);
		}

		/** The journal's action that takes it back. */
		String lifted() {
			return "un" + imposed();
		}

	}

	/** For templates: its end, null when it does not end by itself. */
	public @Nullable When end() {
		return (this.until != null) ? When.of(this.until) : null;
	}

	/** For templates: the end of its message keys. */
	public String key() {
		String kind = this.kind.imposed();
		return (this.until != null) ? kind + ".until" : kind;
	}

	boolean holds(Instant now) {
		return this.until == null || now.isBefore(this.until);
	}

	/** Whether it takes a capability that her role grants. */
	boolean takes(Capability capability) {
		return switch (this.kind) {
			case SILENCED -> capability != Capability.READ_TEAM;
			case SUSPENDED -> true;
		};
	}

}
