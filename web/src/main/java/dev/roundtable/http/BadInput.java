package dev.roundtable.http;

/**
 * What a person sent cannot be taken. Becomes a 422 problem on the API and a message
 * beside the field on a page, both in the person's language.
 */
public final class BadInput extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final String field;

	private final transient Object[] arguments;

	/**
	 * @param field the form or JSON field at fault
	 * @param code a message key below {@code error.}, for example {@code title.empty}
	 * @param arguments for the message's placeholders
	 */
	public BadInput(String field, String code, Object... arguments) {
		super(code);
		this.field = field;
		this.arguments = arguments;
	}

	public String field() {
		return this.field;
	}

	/** The message key, complete. */
	public String code() {
		return "error." + getMessage();
	}

	public Object[] arguments() {
		return this.arguments;
	}

}
