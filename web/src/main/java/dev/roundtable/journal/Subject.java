package dev.roundtable.journal;

/**
 * What something happened to.
 *
 * @param type of thing, for example {@code topic}; letters only
 */
public record Subject(String type, long id) {

	public static Subject of(String type, long id) {
		return new Subject(type, id);
	}

	/** From its stored form. */
	public static Subject parse(String text) {
		int hyphen = text.lastIndexOf('-');
		return new Subject(text.substring(0, hyphen), Long.parseLong(text.substring(hyphen + 1)));
	}

	/** As stored: {@code topic-42}. */
	@Override
	public String toString() {
		return this.type + "-" + this.id;
	}

}
