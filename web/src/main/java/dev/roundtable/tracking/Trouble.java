package dev.roundtable.tracking;

import java.time.Duration;
import java.util.function.UnaryOperator;

import dev.roundtable.http.BadInput;
import dev.roundtable.secrets.SecretUnreadable;
import dev.roundtable.tracker.TrackerFailure;
import org.jspecify.annotations.Nullable;

/**
 * Why a tracker could not be asked: {@code tracking.trouble.NAME} says it and
 * {@code tracking.trouble.NAME.do} what to do.
 *
 * @param said what the tracker said itself, in its own language and without the token
 */
public record Trouble(Kind kind, @Nullable String said) {

	public enum Kind {

		TOKEN_REFUSED, FORBIDDEN, NO_PROJECT, LIMITED, REFUSED, UNAVAILABLE,

		/** It may answer yet, and nobody waits for it. */
		SLOW,

		/** Others ask at this moment. */
		BUSY,

		NETWORK, UNKNOWN_HOST, NOT_SECRET, SETTINGS, SECRET

	}

	/**
	 * @param hiding takes the token out of a text
	 */
	static Trouble of(Throwable failure, UnaryOperator<String> hiding) {
		return switch (failure) {
			case TrackerFailure.TokenRefused refused -> of(Kind.TOKEN_REFUSED, refused, hiding);
			case TrackerFailure.Forbidden forbidden -> of(Kind.FORBIDDEN, forbidden, hiding);
			case TrackerFailure.Gone gone -> of(Kind.NO_PROJECT, gone, hiding);
			case TrackerFailure.Moved moved -> of(Kind.NO_PROJECT, moved, hiding);
			case TrackerFailure.Limited limited -> new Trouble(Kind.LIMITED, seconds(limited.retryAfter()));
			case TrackerFailure.Refused refused -> of(Kind.REFUSED, refused, hiding);
			case TrackerFailure.Unavailable away -> of(Kind.UNAVAILABLE, away, hiding);
			case TrackerFailure.Doubtful doubtful -> of(Kind.UNAVAILABLE, doubtful, hiding);
			case SecretUnreadable _ -> new Trouble(Kind.SECRET, null);
			case BadInput closed -> new Trouble(ofAddress(closed), null);
			default -> new Trouble(Kind.UNAVAILABLE, failure.getClass().getSimpleName());
		};
	}

	private static Trouble of(Kind kind, TrackerFailure failure, UnaryOperator<String> hiding) {
		String said = failure.getMessage();
		return new Trouble(kind, (said != null) ? hiding.apply(said) : null);
	}

	private static @Nullable String seconds(@Nullable Duration wait) {
		return (wait != null) ? wait.toSeconds() + " s" : null;
	}

	private static Kind ofAddress(BadInput closed) {
		return switch (closed.code()) {
			case "error.tracker.network" -> Kind.NETWORK;
			case "error.tracker.host" -> Kind.UNKNOWN_HOST;
			case "error.tracker.open" -> Kind.NOT_SECRET;
			default -> Kind.SETTINGS;
		};
	}

}
