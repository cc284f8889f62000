package dev.roundtable.http;

import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTransientConnectionException;
import java.util.Map;
import java.util.Optional;

/**
 * The database cannot do it now, and can soon: all connections are taken, it is opened
 * anew, its disk is full.
 */
final class Outage {

	private static final int DEEPEST = 20;

	private Outage() {
	}

	/** The problem, if that is what the failure comes from. */
	static Optional<Problem> of(Throwable failure) {
		Throwable cause = failure;
		for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
			switch (cause) {
				case NoRoom _ -> {
					return Optional.of(new Problem(503, "no-room", Map.of("Retry-After", "60"), Map.of()));
				}
				case SQLTransientConnectionException _, SQLNonTransientConnectionException _ -> {
					return Optional.of(new Problem(503, "busy", Map.of("Retry-After", "2"), Map.of()));
				}
				default -> cause = cause.getCause();
			}
		}
		return Optional.empty();
	}

}
