package dev.roundtable.search;

import java.util.ArrayList;
import java.util.Comparator;
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

	/**
	 * Where a term stands, both ends as offsets in the original text.
	 *
	 * @param worth more for a phrase that was quoted than for all words together
	 */
	private record Mark(String term, int start, int end, int worth) {
	}

	private static final int QUOTED = 1_000;

	private static final String CUT = "…";

	private static final int BOUNDARY_REACH = 24;

	private static final int MOST_BEFORE = 48;

	private final Set<String> terms;

	/** More than one term in a row, by the first of them. */
	private final Map<String, List<List<String>>> rows;

	private final Set<List<String>> quoted;

	private Highlighter(Set<String> terms, Map<String, List<List<String>>> rows, Set<List<String>> quoted) {
		this.quoted = quoted;
		this.terms = terms;
		this.rows = rows;
	}

	public static Highlighter of(String queryText) {
		return of(queryText, Synonyms.NONE);
	}

	/** Marks other words for those of the query, too. */
	public static Highlighter of(String queryText, Synonyms synonyms) {
		TextQuery asked = TextQuery.of(queryText, TextFields.THREAD, synonyms);
		QueryText query = asked.text();
		Set<String> terms = new HashSet<>(query.words());
		terms.addAll(query.pairs(Integer.MAX_VALUE));
		terms.addAll(query.characters(1, 1));
		terms.addAll(query.names());
		terms.addAll(query.joined());
		Map<String, List<List<String>>> rows = new HashMap<>();
		for (Expansion.Found found : asked.expansion().found()) {
			for (Synonyms.Form other : found.others()) {
				if (other.terms().size() == 1) {
					terms.add(other.terms().getFirst());
				}
				else {
					rows.computeIfAbsent(other.terms().getFirst(), (_) -> new ArrayList<>()).add(other.terms());
				}
			}
		}
		Set<List<String>> quoted = new HashSet<>(query.phrases());
		quoted.removeIf((phrase) -> phrase.size() < 2);
		quoted.forEach((phrase) -> rows.computeIfAbsent(phrase.getFirst(), (_) -> new ArrayList<>()).add(phrase));
		return new Highlighter(terms, rows, quoted);
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
		if (this.terms.isEmpty() && this.rows.isEmpty()) {
			return List.of();
		}
		List<Token> tokens = TextAnalysis.tokens(text);
		List<Mark> marks = new ArrayList<>();
		for (Token token : tokens) {
			if (this.terms.contains(token.term())) {
				marks.add(new Mark(token.term(), token.start(), token.end(), 1));
			}
		}
		if (!this.rows.isEmpty()) {
			addRows(tokens.stream().filter((token) -> token.kind().inSequence()).toList(), marks);
		}
		marks.sort(Comparator.comparingInt(Mark::start).thenComparingInt(Mark::end));
		return marks;
	}

	private void addRows(List<Token> sequence, List<Mark> marks) {
		for (int at = 0; at < sequence.size(); at++) {
			for (List<String> row : this.rows.getOrDefault(sequence.get(at).term(), List.of())) {
				int end = at + row.size();
				if (end <= sequence.size()
						&& sequence.subList(at, end).stream().map(Token::term).toList().equals(row)) {
					int worth = this.quoted.contains(row) ? QUOTED : 1;
					marks.add(new Mark(String.join(" ", row), sequence.get(at).start(), sequence.get(end - 1).end(),
							worth));
				}
			}
		}
	}

	/**
	 * The marks of the window with most of what was quoted, then the most different
	 * terms, then the most marks.
	 */
	private static List<Mark> bestWindow(List<Mark> marks, int maxChars) {
		Map<String, Integer> inside = new HashMap<>();
		long best = 0;
		int bestFirst = 0;
		int bestLast = -1;
		int first = 0;
		long worth = 0;
		for (int last = 0; last < marks.size(); last++) {
			Mark entering = marks.get(last);
			worth += (inside.merge(entering.term(), 1, Integer::sum) == 1) ? entering.worth() : 0;
			while (first < last && entering.end() - marks.get(first).start() > maxChars) {
				Mark leaving = marks.get(first);
				boolean gone = inside.merge(leaving.term(), -1, Integer::sum) == 0;
				worth -= gone ? leaving.worth() : 0;
				first++;
			}
			long score = worth * 1000 + Math.min(last - first, 999);
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
		// of what is shown on a phone nothing but its first half may fit
		int latest = Math.min(from, Math.max(0, text.length() - maxChars / 2));
		int wanted = Math.clamp(from - Math.min(spare / 3, MOST_BEFORE), 0, latest);
		for (int i = wanted; i < Math.min(from, wanted + BOUNDARY_REACH); i++) {
			if (i == 0 || isBoundary(text.charAt(i - 1)) && Character.isLetterOrDigit(text.codePointAt(i))) {
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
