package dev.roundtable.http;

/** A key for happening once cannot be taken as it came. */
public final class KeyRefused extends RuntimeException {

	private static final long serialVersionUID = 1L;

	/** Why: its status and the middle of its message keys. */
	public enum Why {

		/** Blank or longer than 200 characters. */
		BAD(400, "bad-key"),

		/** The first request with it is still at work. */
		IN_PROGRESS(409, "in-progress"),

		/** It was used with other contents. */
		REUSED(422, "key-reused"),

		/** It did its work, and its answer held a secret that is told once. */
		ALREADY_DONE(409, "already-done");

		final int status;

		final String slug;

		Why(int status, String slug) {
			this.status = status;
			this.slug = slug;
		}

	}

	private final Why why;

	public KeyRefused(Why why) {
		super(why.slug);
		this.why = why;
	}

	public Why why() {
		return this.why;
	}

}
