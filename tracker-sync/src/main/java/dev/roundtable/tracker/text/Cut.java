package dev.roundtable.tracker.text;

import java.text.BreakIterator;
import java.util.Locale;

/** Makes texts fit, and says so in them. */
public final class Cut {

	private static final String MORE = " […]";

	private Cut() {
	}

	/**
	 * The text, or as much of its beginning as fits with a sign that there is more. No
	 * character that a person sees is cut in two.
	 * @param most UTF-16 units
	 */
	public static String to(int most, String text) {
		if (text.length() <= most) {
			return text;
		}
		if (most <= MORE.length()) {
			return text.substring(0, whole(text, most));
		}
		return text.substring(0, whole(text, most - MORE.length())).stripTrailing() + MORE;
	}

	private static int whole(String text, int most) {
		BreakIterator characters = BreakIterator.getCharacterInstance(Locale.ROOT);
		// A long run that is one character for the iterator must not make it read all.
		int from = Math.max(0, most - 64);
		characters.setText(text.substring(from, Math.min(text.length(), most + 64)));
		int at = characters.isBoundary(most - from) ? most - from : characters.preceding(most - from);
		return (at > 0) ? from + at : most;
	}

}
