package dev.roundtable.tracker.http;

import dev.roundtable.tracker.TrackerFailure;

/** An answer of more than fits: a smaller part of it may. */
public final class TooLarge extends TrackerFailure.Unavailable {

	private static final long serialVersionUID = 1L;

	public TooLarge(String message) {
		super(message);
	}

}
