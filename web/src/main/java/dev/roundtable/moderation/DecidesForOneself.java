package dev.roundtable.moderation;

import dev.roundtable.http.NotAllowed;

/** This item is for another moderator to decide. */
public final class DecidesForOneself extends NotAllowed {

	private static final long serialVersionUID = 1L;

	public enum Why {

		OWN("error.decision.own"), ADMINISTRATOR("error.decision.administrator");

		private final String code;

		Why(String code) {
			this.code = code;
		}

	}

	public DecidesForOneself(Why why) {
		super(why.code);
	}

}
