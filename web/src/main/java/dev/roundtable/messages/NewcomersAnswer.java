package dev.roundtable.messages;

import dev.roundtable.http.NotAllowed;
import dev.roundtable.moderation.Newcomers;

/** Somebody new may answer, and not write first. */
final class NewcomersAnswer extends NotAllowed {

	private static final long serialVersionUID = 1L;

	NewcomersAnswer() {
		super("error.message.newcomer", Newcomers.UNTIL);
	}

}
