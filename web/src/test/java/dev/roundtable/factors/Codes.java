package dev.roundtable.factors;

import java.time.Instant;

/** What an app would show. */
public final class Codes {

	private Codes() {
	}

	public static String now(String secret) {
		return Totp.code(secret, Instant.now());
	}

}
