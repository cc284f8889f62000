package dev.roundtable.queries;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.UnaryOperator;

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

	/** The constant of that name; null where there is none. */
	public static <E extends Enum<E>> @Nullable E constant(Class<E> type, String text) {
		String name = text.toUpperCase(Locale.ROOT).replace('-', '_').replace(' ', '_');
		return Arrays.stream(type.getEnumConstants()).filter((one) -> one.name().equals(name)).findFirst().orElse(null);
	}

	Value with(UnaryOperator<String> meant) {
		String other = meant.apply(text());
		return other.equals(text()) ? this : of(is(), other);
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
