package dev.roundtable.forum;

import org.springframework.security.access.AccessDeniedException;

/**
 * Somebody may read here, but not write: a 403, and on a form a sentence above her text.
 */
final class PlaceClosed extends AccessDeniedException {

	private static final long serialVersionUID = 1L;

	/** Why: the end of a message key. */
	enum Why {

		/** The board is read only. */
		ARCHIVED,

		/** The board takes posts of others. */
		NOT_A_WRITER;

		String key() {
			return switch (this) {
				case ARCHIVED -> "error.board.archived";
				case NOT_A_WRITER -> "error.board.writers";
			};
		}

	}

	private final Why why;

	PlaceClosed(Why why) {
		super("closed: " + why);
		this.why = why;
	}

	Why why() {
		return this.why;
	}

}
