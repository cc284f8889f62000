package dev.roundtable.search;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

import dev.roundtable.search.Highlighter.Segment;

/**
 * Marks in what is offered what somebody has typed so far, the last word of which may not
 * be finished. Case, width, accents and script variants are the same to it.
 */
public final class TypedMarks {

	private static final int MOST_PIECES = 16;

	private final Highlighter words;

	private final List<String> pieces;

	private TypedMarks(Highlighter words, List<String> pieces) {
		this.words = words;
		this.pieces = pieces;
	}

	public static TypedMarks of(String typed) {
		String folded = Fold.text(QueryText.shortened(typed)).strip();
		List<String> pieces = new ArrayList<>();
		if (!folded.isEmpty()) {
			pieces.add(folded);
			for (String word : folded.split(" ")) {
				if (pieces.size() < MOST_PIECES && QueryText.tells(word) && !pieces.contains(word)) {
					pieces.add(word);
				}
			}
		}
		return new TypedMarks(Highlighter.of(typed), pieces);
	}

	/** The whole text in segments; their texts joined are the text itself. */
	public List<Segment> in(String text) {
		BitSet marked = new BitSet(text.length());
		Folded folded = Folded.of(text);
		this.pieces.forEach((piece) -> folded.mark(piece, marked));
		addOtherForms(text, marked);
		return segments(text, marked);
	}

	/** Of a word that begins as it was typed no more than that is marked. */
	private void addOtherForms(String text, BitSet marked) {
		int at = 0;
		for (Segment segment : this.words.whole(text)) {
			int end = at + segment.text().length();
			int first = marked.nextSetBit(at);
			if (segment.hit() && (first < 0 || first >= end)) {
				marked.set(at, end);
			}
			at = end;
		}
	}

	private static List<Segment> segments(String text, BitSet marked) {
		List<Segment> segments = new ArrayList<>();
		int from = 0;
		while (from < text.length()) {
			boolean hit = marked.get(from);
			int next = hit ? marked.nextClearBit(from) : marked.nextSetBit(from);
			int to = (next < 0) ? text.length() : Math.min(next, text.length());
			segments.add(new Segment(text.substring(from, to), hit));
			from = to;
		}
		return segments;
	}

	/**
	 * @param origins for each char of it the offset in the text that it comes from, and
	 * the end of the text
	 */
	private record Folded(String text, int[] origins) {

		static Folded of(String text) {
			StringBuilder folded = new StringBuilder();
			List<Integer> origins = new ArrayList<>();
			for (int i = 0; i < text.length();) {
				int point = text.codePointAt(i);
				String letter = fold(point);
				for (int k = 0; k < letter.length(); k++) {
					origins.add(i);
				}
				folded.append(letter);
				i += Character.charCount(point);
			}
			origins.add(text.length());
			return new Folded(folded.toString(), origins.stream().mapToInt(Integer::intValue).toArray());
		}

		/** An accent that stands by itself belongs to the letter before it. */
		private static String fold(int point) {
			if (point < 128) {
				return Character.toString(Character.toLowerCase(point));
			}
			return (Character.getType(point) == Character.NON_SPACING_MARK) ? "" : Fold.text(Character.toString(point));
		}

		/** Where words begin with it, or anywhere where none does. */
		void mark(String piece, BitSet marked) {
			if (!mark(piece, marked, true)) {
				mark(piece, marked, false);
			}
		}

		private boolean mark(String piece, BitSet marked, boolean atBeginnings) {
			boolean any = false;
			for (int at = this.text.indexOf(piece); at >= 0; at = this.text.indexOf(piece, at + piece.length())) {
				if (!atBeginnings || begins(at)) {
					marked.set(this.origins[at], this.origins[at + piece.length()]);
					any = true;
				}
			}
			return any;
		}

		private boolean begins(int at) {
			return at == 0 || !isSpaced(this.text.charAt(at - 1)) || !isSpaced(this.text.charAt(at));
		}

		/** Of a script that writes words apart. */
		private static boolean isSpaced(char letter) {
			return Character.isLetterOrDigit(letter) && !Character.isIdeographic(letter);
		}

	}

}
