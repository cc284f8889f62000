package dev.roundtable.http;

import org.springframework.security.access.AccessDeniedException;

/**
 * Who asks may not do this here, and a sentence says why: a 403, and on a form that
 * sentence above her text.
 */
public abstract class NotAllowed extends AccessDeniedException {

	private static final long serialVersionUID = 1L;

	private final String code;

	/**
	 * @param code message key
	 */
	protected NotAllowed(String code) {
		super(code);
		this.code = code;
	}

	String code() {
		return this.code;
	}

}
