package dev.roundtable.http;

import org.springframework.security.access.AccessDeniedException;

/**
 * Who asks may not do this here, and a sentence says why: a 403, and on a form that
 * sentence above her text.
 */
public abstract class NotAllowed extends AccessDeniedException {

	private static final long serialVersionUID = 1L;

	private final String code;

	private final transient Object[] arguments;

	/**
	 * @param code message key, complete
	 * @param arguments for the message's placeholders
	 */
	protected NotAllowed(String code, Object... arguments) {
		super(code);
		this.code = code;
		this.arguments = arguments;
	}

	String code() {
		return this.code;
	}

	Object[] arguments() {
		return this.arguments;
	}

}
