package dev.roundtable.http;

import java.time.Duration;

import org.springframework.security.core.AuthenticationException;

/** Someone tried too often: a 429 that says when to come back. */
public final class TooManyAttempts extends AuthenticationException {

	private static final long serialVersionUID = 1L;

	private final long seconds;

	public TooManyAttempts(Duration wait) {
		super("too many attempts");
		// Rounded up: who comes back at the second that was named is let in.
		this.seconds = Math.max(1, wait.plusNanos(999_999_999).toSeconds());
	}

	/** For {@code Retry-After}. */
	public long seconds() {
		return this.seconds;
	}

	public long minutes() {
		return (this.seconds + 59) / 60;
	}

}
