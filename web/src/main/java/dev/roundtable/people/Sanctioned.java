package dev.roundtable.people;

import dev.roundtable.http.NotAllowed;
import dev.roundtable.writing.When;

/** A person who may write nothing now is told why, and until when. */
public final class Sanctioned extends NotAllowed {

	private static final long serialVersionUID = 1L;

	/** The message has {0} for the reason and {1} for the end. */
	Sanctioned(Sanction sanction) {
		super("error.sanction." + sanction.key(), sanction.reason(), endOf(sanction));
	}

	private static String endOf(Sanction sanction) {
		When end = sanction.end();
		return (end != null) ? end.text() : "";
	}

}
