package dev.roundtable.tokens;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * What a token may do and for how long. Those that say nothing do all that their person
 * may, for good.
 */
public record TokenTerms(Scope scope, Lifetime lifetime) {

	public enum Scope {

		/** Whatever its person may see. */
		READ,

		/** Whatever she may do. */
		WRITE

	}

	public enum Lifetime {

		MONTH(30), QUARTER(90), YEAR(365), NEVER(0);

		private final int days;

		Lifetime(int days) {
			this.days = days;
		}

		/** Null for no end. */
		@Nullable Instant end(Instant made) {
			return (this == NEVER) ? null : made.plus(Duration.ofDays(this.days));
		}

	}

	public static TokenTerms of(@Nullable Scope scope, @Nullable Lifetime lifetime) {
		return new TokenTerms(Objects.requireNonNullElse(scope, Scope.WRITE),
				Objects.requireNonNullElse(lifetime, Lifetime.NEVER));
	}

}
