package dev.roundtable.tasks;

import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Where a build stands among others. Its numbers and words are written one after another,
 * each behind a letter that says what it is: what comes before a release ({@code a}:
 * beta, rc) is less than its end ({@code b}), and that is less than one more number
 * ({@code c}) or word ({@code d}).
 */
final class BuildOrder {

	private static final Pattern PART = Pattern.compile("[0-9]+|[\\p{L}\\p{M}\\p{N}&&[^0-9]]+");

	/** Words behind a number that tell of what is not released yet. */
	private static final Set<String> BEFORE = Set.of("alpha", "beta", "canary", "dev", "nightly", "pre", "preview",
			"rc", "snapshot");

	private BuildOrder() {
	}

	static String of(String name) {
		StringBuilder order = new StringBuilder();
		String plain = name.toLowerCase(Locale.ROOT);
		if (plain.matches("v[0-9].*")) {
			plain = plain.substring(1);
		}
		for (MatchResult part : PART.matcher(plain).results().toList()) {
			String text = part.group();
			if (Character.isDigit(text.charAt(0)) && text.charAt(0) <= '9') {
				String number = text.replaceFirst("^0+(?=.)", "");
				order.append('c').append("%02d".formatted(number.length())).append(number);
			}
			else {
				order.append((!order.isEmpty() && BEFORE.contains(text)) ? 'a' : 'd');
				text.chars().forEach((unit) -> word(order, (char) unit));
				order.append('0');
			}
		}
		return order.append('b').toString();
	}

	private static void word(StringBuilder order, char unit) {
		if (unit >= 'a' && unit <= 'z') {
			order.append(unit);
		}
		else {
			order.append("z%04x".formatted((int) unit));
		}
	}

}
