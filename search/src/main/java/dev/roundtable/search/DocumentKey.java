package dev.roundtable.search;

/**
 * What a search document stands for. Its text form, for example {@code topic-42}, is the
 * document's id.
 */
public record DocumentKey(Type type, long id) {

	public enum Type {

		TOPIC, POST, TASK

	}

	public static DocumentKey parse(String text) {
		int dash = text.indexOf('-');
		return new DocumentKey(Type.valueOf(text.substring(0, dash).toUpperCase(java.util.Locale.ROOT)),
				Long.parseLong(text.substring(dash + 1)));
	}

	@Override
	public String toString() {
		return this.type.name().toLowerCase(java.util.Locale.ROOT) + "-" + this.id;
	}

}
