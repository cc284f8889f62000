package dev.roundtable.http;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import org.springframework.security.core.AuthenticationException;

/** Someone tried too often: a 429 that says when to come back. */
public final class TooManyAttempts extends AuthenticationException {

	private static final long serialVersionUID = 1L;

	private final long seconds;

	private final @Nullable String more;

	public TooManyAttempts(Duration wait) {
		this(wait, null);
	}

	/**
	 * @param more message key of what lets her do it oftener; null where nothing does
	 */
	public TooManyAttempts(Duration wait, @Nullable String more) {
		super("too many attempts");
		// Rounded up: who comes back at the second that was named is let in.
		this.seconds = Math.max(1, wait.plusNanos(999_999_999).toSeconds());
		this.more = more;
	}

	/** For {@code Retry-After}. */
	public long seconds() {
		return this.seconds;
	}

	/** Message key of what lets her do it oftener; null where nothing does. */
	public @Nullable String more() {
		return this.more;
	}

	public long minutes() {
		return (this.seconds + 59) / 60;
	}

}
