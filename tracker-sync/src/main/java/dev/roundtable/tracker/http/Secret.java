package dev.roundtable.tracker.http;

/**
 * A token that a tracker knows us by. It does not print, and nothing but the header that
 * carries it asks for its value.
 */
public final class Secret {

	private static final String SHOWN = "…";

	private final String value;

	public Secret(String value) {
		if (value.isBlank() || value.chars().anyMatch(Character::isISOControl)) {
			throw new IllegalArgumentException("not a token");
		}
		this.value = value.strip();
	}

	/** For whoever signs or sends, and nobody who writes. */
	public String value() {
		return this.value;
	}

	/** A text in which it may occur, without it. */
	String removedFrom(String text) {
		return text.replace(this.value, SHOWN);
	}

	@Override
	public String toString() {
		return SHOWN;
	}

}
