package dev.roundtable.search;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A Latin word that stands nowhere in what somebody may see, and those near to it that
 * do, the nearest first.
 *
 * @param word as it was typed
 */
public record Slip(String word, List<Near> near) {

	/** Fewer letters say too little of what was meant. */
	static final int FEWEST_LETTERS = 4;

	private static final int LETTERS_OF_TWO = 8;

	/** Words that have one stem end differently. */
	private static final int ENDING = 3;

	/**
	 * @param term as the index has it, which is no word that a person would write
	 * @param places where it stands
	 */
	public record Near(String term, List<DocumentKey> places) {
	}

	/** How many letters may be wrong. */
	static int most(String word) {
		return (word.length() < LETTERS_OF_TWO) ? 1 : 2;
	}

	/**
	 * How the term is written in texts: as near as can be to what was typed.
	 * @return empty where it does not stand there, or not as a word of its own
	 */
	public Optional<String> asWritten(Near near, List<String> texts) {
		String typed = Fold.word(this.word);
		return texts.stream()
			.flatMap((text) -> written(near.term(), text))
			.distinct()
			.filter((written) -> distance(typed, Fold.word(written)) <= most(typed) + ENDING)
			.min(Comparator.comparingInt((written) -> distance(typed, Fold.word(written))))
			.map((written) -> isSmall() ? written.toLowerCase(Locale.ROOT) : written);
	}

	private boolean isSmall() {
		return this.word.equals(this.word.toLowerCase(Locale.ROOT));
	}

	private static Stream<String> written(String term, String text) {
		return TextAnalysis.tokens(text)
			.stream()
			.filter((token) -> token.kind() == Token.Kind.WORD || token.kind() == Token.Kind.HUMP)
			.filter((token) -> token.term().equals(term))
			.map((token) -> text.substring(token.start(), token.end()))
			.filter((written) -> written.chars().allMatch(Character::isLetter));
	}

	/** Letters to put in, leave out, change, or swap with their neighbour. */
	static int distance(String one, String other) {
		int[][] cost = new int[one.length() + 1][other.length() + 1];
		for (int i = 0; i <= one.length(); i++) {
			for (int j = 0; j <= other.length(); j++) {
				if (i == 0 || j == 0) {
					cost[i][j] = i + j;
					continue;
				}
				int changed = (one.charAt(i - 1) == other.charAt(j - 1)) ? 0 : 1;
				int least = Math.min(Math.min(cost[i - 1][j], cost[i][j - 1]) + 1, cost[i - 1][j - 1] + changed);
				boolean swapped = i > 1 && j > 1 && one.charAt(i - 1) == other.charAt(j - 2)
						&& one.charAt(i - 2) == other.charAt(j - 1);
				cost[i][j] = swapped ? Math.min(least, cost[i - 2][j - 2] + 1) : least;
			}
		}
		return cost[one.length()][other.length()];
	}

}
