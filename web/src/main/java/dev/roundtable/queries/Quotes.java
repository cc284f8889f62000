package dev.roundtable.queries;

import org.jspecify.annotations.Nullable;

/** What people put around words that belong together. */
public enum Quotes {

	STRAIGHT('"', '"'), CURLY('\u201c', '\u201d'), CORNERS('\u300c', '\u300d'), WHITE_CORNERS('\u300e', '\u300f');

	private final char before;

	private final char after;

	Quotes(char before, char after) {
		this.before = before;
		this.after = after;
	}

	char after() {
		return this.after;
	}

	String around(String text) {
		return this.before + text + this.after;
	}

	/** Null when that sign begins nothing. */
	static @Nullable Quotes beginning(char sign) {
		for (Quotes quotes : values()) {
			if (quotes.before == sign) {
				return quotes;
			}
		}
		return null;
	}

}
