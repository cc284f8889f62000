package dev.roundtable.tracker;

/**
 * One of the words that issues there can have for a field.
 *
 * @param word as {@link Values} have it
 * @param name to be read; the word itself unless people know it by another
 */
public record Choice(String word, String name) {

	/** More than anybody would choose from; what a tracker has beyond is not offered. */
	public static final int MOST = 1000;

	public Choice {
		if (!isWord(word)) {
			throw new IllegalArgumentException("not a word of a tracker");
		}
		name = name.isBlank() ? word : name.strip();
	}

	public static Choice of(String word) {
		return new Choice(word, word);
	}

	/** Whether a tracker's name for something is one that is kept here. */
	public static boolean isWord(String word) {
		return !word.isBlank() && word.equals(word.strip()) && word.length() <= RemoteId.LENGTH;
	}

}
