package dev.roundtable.search;

/**
 * The fields that hold a text: words and characters in one, pairs and whole names in the
 * other, since both in one double its length and with it what the engine makes of it.
 *
 * @param words in order, so that phrases work
 * @param pairs neighbouring characters, versions and dotted names
 */
record TextFields(String words, String pairs) {

	/** Of a whole topic with its answers, or of a task with its. */
	static final TextFields THREAD = new TextFields("words", "pairs");

	/** Of one floor. */
	static final TextFields FLOOR = new TextFields("floor_words", "floor_pairs");

}
