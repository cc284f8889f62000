package dev.roundtable.search;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Marks in a text what a query matches, the way the index matches it: a traditional query
 * marks simplified text, {@code crash} marks {@code crashes}. Takes linear time.
 */
public final class Highlighter {

	/** A stretch of the original text. */
	public record Segment(String text, boolean hit) {
	}

	/** Where a term stands, both ends as offsets in the original text. */
	private record Mark(String term, int start, int end) {
	}

	private static final String CUT = "…";

	private static final int BOUNDARY_REACH = 24;

	private final Set<String> terms;

	private Highlighter(Set<String> terms) {
		this.terms = terms;
	}

	public static Highlighter of(String queryText) {
		QueryText query = QueryText.parse(queryText);
		Set<String> terms = new HashSet<>(query.words());
		terms.addAll(query.pairs(Integer.MAX_VALUE));
		terms.addAll(query.characters(1, 1));
		terms.addAll(query.names());
		terms.addAll(query.joined());
		return new Highlighter(terms);
	}

	/** The whole text in segments; their texts joined are the text itself. */
	public List<Segment> whole(String text) {
		return segments(text, marks(text), 0, text.length());
	}

	/**
	 * The part of the text that shows most of what was searched for, or its beginning.
	 * Where the text goes on there is an ellipsis, which does not count as a character.
	 * @param maxChars at least 1
	 */
	public List<Segment> excerpt(String text, int maxChars) {
		if (maxChars < 1) {
			throw new IllegalArgumentException("An excerpt has at least one character");
		}
		List<Mark> marks = marks(text);
		int begin = 0;
		int end = text.length();
		if (end > maxChars) {
			begin = begin(text, bestWindow(marks, maxChars), maxChars);
			end = end(text, begin, begin + maxChars);
		}
		List<Segment> segments = new ArrayList<>();
		if (begin > 0) {
			segments.add(new Segment(CUT, false));
		}
		segments.addAll(segments(text, marks, begin, end));
		if (end < text.length()) {
			segments.add(new Segment(CUT, false));
		}
		return joined(segments);
	}

	private List<Mark> marks(String text) {
		if (this.terms.isEmpty()) {
			return List.of();
		}
		return TextAnalysis.tokens(text)
			.stream()
			.filter((token) -> this.terms.contains(token.term()))
			.map((token) -> new Mark(token.term(), token.start(), token.end()))
			.sorted(java.util.Comparator.comparingInt(Mark::start).thenComparingInt(Mark::end))
			.toList();
	}

	/** The marks of the window with the most different terms, then the most marks. */
	private static List<Mark> bestWindow(List<Mark> marks, int maxChars) {
		Map<String, Integer> inside = new HashMap<>();
		int best = 0;
		int bestFirst = 0;
		int bestLast = -1;
		int first = 0;
		for (int last = 0; last < marks.size(); last++) {
			inside.merge(marks.get(last).term(), 1, Integer::sum);
			while (first < last && marks.get(last).end() - marks.get(first).start() > maxChars) {
				inside.computeIfPresent(marks.get(first).term(), (term, count) -> (count > 1) ? count - 1 : null);
				first++;
			}
			int score = inside.size() * 1000 + Math.min(last - first, 999);
			if (score > best) {
				best = score;
				bestFirst = first;
				bestLast = last;
			}
		}
		return marks.subList(bestFirst, bestLast + 1);
	}

	/**
	 * Leaves some text before the first mark, and begins where a sentence or word does.
	 */
	private static int begin(String text, List<Mark> window, int maxChars) {
		if (window.isEmpty()) {
			return 0;
		}
		int from = window.getFirst().start();
		int spare = Math.max(0, maxChars - (window.getLast().end() - from));
		int wanted = Math.clamp(from - spare / 3, 0, Math.max(0, text.length() - maxChars));
		for (int i = wanted; i < Math.min(from, wanted + BOUNDARY_REACH); i++) {
			if (i == 0 || isBoundary(text.charAt(i - 1))) {
				return i;
			}
		}
		return isInsidePair(text, wanted) ? wanted + 1 : wanted;
	}

	private static int end(String text, int begin, int wanted) {
		if (wanted >= text.length()) {
			return text.length();
		}
		for (int i = wanted; i > Math.max(begin, wanted - BOUNDARY_REACH); i--) {
			if (isBoundary(text.charAt(i - 1)) || isBoundary(text.charAt(i))) {
				return i;
			}
		}
		return isInsidePair(text, wanted) ? wanted - 1 : wanted;
	}

	private static boolean isBoundary(char letter) {
		return Character.isWhitespace(letter) || "。！？，；、：.!?,;".indexOf(letter) >= 0;
	}

	private static boolean isInsidePair(String text, int at) {
		return at > 0 && Character.isHighSurrogate(text.charAt(at - 1)) && Character.isLowSurrogate(text.charAt(at));
	}

	private static List<Segment> segments(String text, List<Mark> marks, int begin, int end) {
		List<Segment> segments = new ArrayList<>();
		int done = begin;
		for (Mark mark : marks) {
			int from = Math.max(mark.start(), done);
			int to = Math.min(mark.end(), end);
			if (from < to) {
				segments.add(new Segment(text.substring(done, from), false));
				segments.add(new Segment(text.substring(from, to), true));
				done = to;
			}
		}
		segments.add(new Segment(text.substring(done, end), false));
		return joined(segments);
	}

	/** Neighbours of the same kind become one; empty ones go. */
	private static List<Segment> joined(List<Segment> segments) {
		List<Segment> joined = new ArrayList<>();
		StringBuilder text = new StringBuilder();
		boolean hit = false;
		for (Segment segment : segments) {
			if (segment.hit() != hit && !segment.text().isEmpty()) {
				add(joined, text, hit);
				hit = segment.hit();
			}
			text.append(segment.text());
		}
		add(joined, text, hit);
		return joined;
	}

	private static void add(List<Segment> segments, StringBuilder text, boolean hit) {
		if (!text.isEmpty()) {
			segments.add(new Segment(text.toString(), hit));
			text.setLength(0);
		}
	}

}
