package dev.roundtable.forum;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The address of a board: letters in any script, because {@code /b/手机} says more than a
 * number.
 */
final class BoardSlug {

	static final Pattern SHAPE = Pattern.compile("[\\p{Ll}\\p{Lo}\\p{N}][\\p{Ll}\\p{Lo}\\p{M}\\p{N}-]{0,39}");

	private static final Pattern NOT_IN_A_SLUG = Pattern.compile("[^\\p{Ll}\\p{Lo}\\p{M}\\p{N}]+");

	private BoardSlug() {
	}

	/** The slug nearest to a name. */
	static String of(String name) {
		String slug = shortened(NOT_IN_A_SLUG.matcher(name.toLowerCase(Locale.ROOT)).replaceAll("-"), 40);
		return SHAPE.matcher(slug).matches() ? slug : numbered(name);
	}

	/** Another one for the same name, always the same. */
	static String numbered(String name) {
		String slug = shortened(NOT_IN_A_SLUG.matcher(name.toLowerCase(Locale.ROOT)).replaceAll("-"), 30);
		return (SHAPE.matcher(slug).matches() ? slug : "board") + "-" + Integer.toHexString(name.hashCode());
	}

	private static String shortened(String words, int most) {
		String cut = (words.length() <= most) ? words : words.substring(0, most);
		if (!cut.isEmpty() && Character.isHighSurrogate(cut.charAt(cut.length() - 1))) {
			cut = cut.substring(0, cut.length() - 1);
		}
		return cut.replaceAll("^[-\\p{M}]+|-+$", "");
	}

}
