package dev.roundtable.tracking;

import org.jspecify.annotations.Nullable;

/** Makes what trackers say fit into columns. */
public final class Texts {

	private static final int REASON = 2000;

	private static final int VALUE = 4000;

	private Texts() {
	}

	static String reason(String why) {
		return cut(REASON, printable(why));
	}

	static @Nullable String reasonOrNone(@Nullable String why) {
		return (why != null) ? reason(why) : null;
	}

	/** As much of a value as the trail keeps. */
	static @Nullable String value(@Nullable String value) {
		return (value != null) ? cut(VALUE, printable(value)) : null;
	}

	/** In UTF-16 units, and no character in halves. */
	public static String cut(int most, String text) {
		if (text.length() <= most) {
			return text;
		}
		int end = Character.isHighSurrogate(text.charAt(most - 2)) ? most - 2 : most - 1;
		return text.substring(0, end) + "…";
	}

	/** PostgreSQL takes no zero bytes. */
	public static String printable(String text) {
		return text.replace("\0", "");
	}

}
