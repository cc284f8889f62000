package dev.roundtable.boards;

import dev.roundtable.http.NotAllowed;

/** Somebody may read here, but not write. */
public final class PlaceClosed extends NotAllowed {

	private static final long serialVersionUID = 1L;

	public enum Why {

		/** The board is read only. */
		ARCHIVED("error.board.archived"),

		/** The board takes posts of others. */
		NOT_A_WRITER("error.board.writers");

		private final String code;

		Why(String code) {
			this.code = code;
		}

	}

	private final Why why;

	public PlaceClosed(Why why) {
		super(why.code);
		this.why = why;
	}

	public Why why() {
		return this.why;
	}

}
