package dev.roundtable.tracker.text;

import java.util.regex.Pattern;

/**
 * Keeps a text from calling people and issues on the other side, where the same names
 * belong to others.
 */
public final class Mentions {

	/** Nothing to see, and no letter, so that a name does not begin after it. */
	private static final String NOTHING = "\u2060";

	private static final Pattern CALL = Pattern.compile("@(?=[\\p{L}\\p{N}_-])");

	private static final Pattern NUMBER = Pattern
		.compile("(?<![\\p{L}\\p{N}&])([#!])(?=\\d)|(?<=[\\p{L}\\p{N}])([#!])(?=\\d)");

	private Mentions() {
	}

	/** The same text to a reader: {@code @maya} and {@code #12} call nobody. */
	public static String quieten(String text) {
		return NUMBER.matcher(CALL.matcher(text).replaceAll("@" + NOTHING))
			.replaceAll((found) -> found.group() + NOTHING);
	}

}
