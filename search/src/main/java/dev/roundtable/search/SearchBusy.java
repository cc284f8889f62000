package dev.roundtable.search;

import org.jspecify.annotations.Nullable;

/** It answers, but is asked for more at once than it takes: try again in a moment. */
public final class SearchBusy extends SearchUnavailable {

	private static final long serialVersionUID = 1L;

	public SearchBusy(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
