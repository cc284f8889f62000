package dev.roundtable.http;

import org.springframework.security.access.AccessDeniedException;

/** A program tried to write with a token that only reads. */
public final class ReadOnlyToken extends AccessDeniedException {

	/** What whoever comes with such a token is granted, beside her role. */
	public static final String AUTHORITY = "SCOPE_READ_ONLY";

	private static final long serialVersionUID = 1L;

	public ReadOnlyToken() {
		super("the token only reads");
	}

}
