package dev.roundtable.search;

/** The index does not answer now; nothing is lost, try again later. */
public final class SearchUnavailable extends RuntimeException {

	private static final long serialVersionUID = 1L;

	public SearchUnavailable(String message) {
		super(message);
	}

	public SearchUnavailable(String message, Throwable cause) {
		super(message, cause);
	}

}
