package dev.roundtable.tracking.admin;

import dev.roundtable.tracking.ConnectionStates;
import org.jspecify.annotations.Nullable;

/**
 * Why a connection waits, of what was noted: {@code tracking.pause.NAME} says it.
 *
 * @param rest whoever stopped it, or what the tracker said; empty where that is all
 */
record Pause(Kind kind, String rest) {

	enum Kind {

		NEW, STOPPED, TOKEN_REFUSED, OTHER

	}

	private static final String REFUSED = "TokenRefused: ";

	static @Nullable Pause of(@Nullable String why) {
		if (why == null) {
			return null;
		}
		if (why.equals(ConnectionStates.NEW)) {
			return new Pause(Kind.NEW, "");
		}
		if (why.startsWith(ConnectionStates.STOPPED_BY)) {
			return new Pause(Kind.STOPPED, why.substring(ConnectionStates.STOPPED_BY.length()));
		}
		return why.startsWith(REFUSED) ? new Pause(Kind.TOKEN_REFUSED, why.substring(REFUSED.length()))
				: new Pause(Kind.OTHER, why);
	}

	/** Not where a person stopped it, or has not let it go yet. */
	boolean needsSomebody() {
		return this.kind == Kind.TOKEN_REFUSED || this.kind == Kind.OTHER;
	}

	Health.Light light() {
		return switch (this.kind) {
			case NEW -> Health.Light.NEW;
			case TOKEN_REFUSED -> Health.Light.TOKEN_REFUSED;
			case STOPPED, OTHER -> Health.Light.PAUSED;
		};
	}

}
