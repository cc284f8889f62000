package dev.roundtable.http;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/** Too much is being done at this moment: a 503 that says when to come again. */
public final class Busy extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final long seconds;

	public Busy(Duration wait, @Nullable Throwable cause) {
		super("busy", cause);
		this.seconds = Math.max(1, wait.toSeconds());
	}

	/** For {@code Retry-After}. */
	public long seconds() {
		return this.seconds;
	}

}
