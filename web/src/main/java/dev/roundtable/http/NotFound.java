package dev.roundtable.http;

/**
 * There is no such thing, or this viewer may not know of it: both are a 404.
 */
public final class NotFound extends RuntimeException {

	private static final long serialVersionUID = 1L;

	public NotFound(String what) {
		super(what);
	}

}
