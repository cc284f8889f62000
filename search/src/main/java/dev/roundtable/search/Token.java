package dev.roundtable.search;

/**
 * A normalised piece of a text.
 *
 * @param start offset of its first char in the original text
 * @param end offset after its last char in the original text
 */
record Token(String term, Kind kind, int start, int end) {

	enum Kind {

		/** A word, stemmed; an identifier gives one for each of its parts. */
		WORD,

		/** One character of a script written without spaces. */
		CHARACTER,

		/** Two neighbouring characters of such a script. */
		BIGRAM,

		/** An identifier or version as it is written, such as {@code foo_bar}. */
		WHOLE,

		/** The beginning of a version: 5.8 of 5.8.9. */
		PREFIX,

		/** A hump of a camel-case name, a hexadecimal number without its {@code 0x}. */
		HUMP;

		/**
		 * Whether tokens of this kind, in order, make up the text, as phrases need it.
		 */
		boolean inSequence() {
			return this == WORD || this == CHARACTER;
		}

	}
}
