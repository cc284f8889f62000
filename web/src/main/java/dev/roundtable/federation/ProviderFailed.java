package dev.roundtable.federation;

import org.jspecify.annotations.Nullable;

/** Another site did not say who somebody is. */
final class ProviderFailed extends RuntimeException {

	private static final long serialVersionUID = 1L;

	/** Whose fault it is. */
	enum Why {

		/** It cannot be reached, or answers with an error. */
		AWAY,

		/** What it said is not right: another audience, another nonce, no signature. */
		REFUSED

	}

	private final Why why;

	ProviderFailed(Why why, String message, @Nullable Throwable cause) {
		super(message, cause);
		this.why = why;
	}

	Why why() {
		return this.why;
	}

}
