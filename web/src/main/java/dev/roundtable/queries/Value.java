package dev.roundtable.queries;

import org.jspecify.annotations.Nullable;

/**
 * What stands behind a name.
 *
 * @param quotes around it, or {@code null} where it is one word
 */
public record Value(Is is, String text, @Nullable Quotes quotes) {

	/** How what is found compares to it. */
	public enum Is {

		EQUAL(""), AT_LEAST(">="), AT_MOST("<="), MORE(">"), LESS("<");

		final String sign;

		Is(String sign) {
			this.sign = sign;
		}

	}

	/** Quoted where it must be. */
	static Value of(Is is, String text) {
		boolean plain = !text.isEmpty() && text.chars().noneMatch(Value::ends)
				&& Quotes.beginning(text.charAt(0)) == null && "<>=/:\uff1a".indexOf(text.charAt(0)) < 0;
		return plain ? new Value(is, text, null) : new Value(is, text.replace('"', ' '), Quotes.STRAIGHT);
	}

	String written() {
		return is().sign + ((quotes() != null) ? quotes().around(text()) : text());
	}

	static boolean ends(int sign) {
		return sign == '|' || isSpace(sign);
	}

	static boolean isSpace(int sign) {
		return Character.isWhitespace(sign) || Character.isSpaceChar(sign) || Character.isISOControl(sign);
	}

}
