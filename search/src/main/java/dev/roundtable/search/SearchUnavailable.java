package dev.roundtable.search;

import org.jspecify.annotations.Nullable;

/** The index does not answer now; nothing is lost, try again later. */
public sealed class SearchUnavailable extends RuntimeException permits SearchBusy {

	private static final long serialVersionUID = 1L;

	public SearchUnavailable(String message) {
		super(message);
	}

	public SearchUnavailable(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
