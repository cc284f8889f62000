package dev.roundtable.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

import dev.roundtable.search.Synonyms.Entry;
import dev.roundtable.search.Synonyms.Form;

/**
 * What a query says that can be said in other words. What is quoted is meant as it
 * stands, and so are the parts of a name.
 *
 * @param rest of the query, without what was found
 */
record Expansion(List<Found> found, QueryText rest) {

	/** Nothing of it. */
	static final Expansion NONE = new Expansion(List.of(), QueryText.parse(""));

	/** Other words that one query is asked with. */
	static final int MOST_OTHERS = 24;

	/**
	 * @param others at least one
	 */
	record Found(Form own, List<Form> others) {
	}

	/** A term of the query and where it stands. */
	private record Unit(String term, Token.Kind kind, int start, int end) {
	}

	private record Match(Entry entry, int from, int to) {
	}

	static Expansion of(String typed, QueryText text, Synonyms synonyms) {
		if (synonyms.isEmpty() || text.isEmpty()) {
			return NONE;
		}
		String read = QueryText.shortened(typed);
		List<Unit> units = units(read, text.names());
		List<Match> matches = matches(units, synonyms);
		if (matches.isEmpty()) {
			return NONE;
		}
		List<Found> found = new ArrayList<>();
		int room = MOST_OTHERS;
		for (Match match : matches) {
			Form own = match.entry().form();
			List<Form> others = match.entry().group().stream().filter((form) -> !form.equals(own)).limit(room).toList();
			boolean known = found.stream().anyMatch((one) -> one.own().equals(own));
			if (!known && !others.isEmpty()) {
				found.add(new Found(own, others));
				room -= others.size();
			}
		}
		return new Expansion(found, QueryText.parse(without(read, units, matches)));
	}

	/** Words and characters in order, a name in place of its parts. */
	private static List<Unit> units(String text, Set<String> names) {
		List<int[]> quoted = QueryText.quoted(text);
		List<Token> tokens = TextAnalysis.tokens(text)
			.stream()
			.filter((token) -> quoted.stream().noneMatch((span) -> span[0] <= token.start() && token.start() < span[1]))
			.toList();
		List<Token> wholes = tokens.stream()
			.filter((token) -> token.kind() == Token.Kind.WHOLE && names.contains(token.term()))
			.toList();
		return tokens.stream()
			.filter((token) -> wholes.contains(token) || token.kind().inSequence() && wholes.stream()
				.noneMatch((whole) -> whole.start() <= token.start() && token.end() <= whole.end()))
			.map((token) -> new Unit(token.term(), token.kind(), token.start(), token.end()))
			.toList();
	}

	/** From the left, the longest first. */
	private static List<Match> matches(List<Unit> units, Synonyms synonyms) {
		List<Match> matches = new ArrayList<>();
		for (int at = 0; at < units.size();) {
			int from = at;
			Match match = synonyms.beginningWith(units.get(at).term())
				.stream()
				.filter((entry) -> standsAt(units, from, entry.form()))
				.findFirst()
				.map((entry) -> new Match(entry, from, from + entry.form().terms().size()))
				.orElse(null);
			if (match != null) {
				matches.add(match);
			}
			at = (match != null) ? match.to() : at + 1;
		}
		return matches;
	}

	private static boolean standsAt(List<Unit> units, int from, Form form) {
		int size = form.terms().size();
		if (from + size > units.size()) {
			return false;
		}
		for (int i = 0; i < size; i++) {
			Unit unit = units.get(from + i);
			boolean named = unit.kind() == Token.Kind.WHOLE;
			boolean beside = i == 0 || unit.kind() != Token.Kind.CHARACTER
					|| units.get(from + i - 1).kind() != Token.Kind.CHARACTER
					|| units.get(from + i - 1).end() == unit.start();
			if (!unit.term().equals(form.terms().get(i)) || named != (form.kind() == Form.Kind.NAME) || !beside) {
				return false;
			}
		}
		return true;
	}

	/**
	 * A sentence stays one without them; a short run falls into its words, and what is
	 * left over of those is no word.
	 */
	private static String without(String text, List<Unit> units, List<Match> matches) {
		boolean[] gone = new boolean[units.size()];
		matches.forEach((match) -> Arrays.fill(gone, match.from(), match.to(), true));
		StringBuilder rest = new StringBuilder();
		int done = 0;
		for (int at = 0; at < units.size();) {
			int end = endOfRun(units, at);
			rest.append(text, done, units.get(at).start());
			rest.append(restOfRun(text, units.subList(at, end), Arrays.copyOfRange(gone, at, end)));
			done = units.get(end - 1).end();
			at = end;
		}
		return rest.append(text, done, text.length()).toString();
	}

	private static int endOfRun(List<Unit> units, int at) {
		int end = at + 1;
		while (end < units.size() && units.get(end).kind() == Token.Kind.CHARACTER
				&& units.get(end - 1).kind() == Token.Kind.CHARACTER
				&& units.get(end).start() == units.get(end - 1).end()) {
			end++;
		}
		return end;
	}

	private static String restOfRun(String text, List<Unit> run, boolean[] gone) {
		int left = 0;
		for (boolean one : gone) {
			left += one ? 0 : 1;
		}
		if (left == run.size()) {
			return text.substring(run.getFirst().start(), run.getLast().end());
		}
		boolean sentence = left > TextQuery.WORD_LIKE;
		StringBuilder rest = new StringBuilder();
		for (int i = 0; i < run.size(); i++) {
			boolean alone = (i == 0 || gone[i - 1]) && (i == run.size() - 1 || gone[i + 1]);
			boolean kept = !gone[i] && (sentence || !alone);
			rest.append(kept ? text.substring(run.get(i).start(), run.get(i).end()) : sentence ? "" : " ");
		}
		return rest.toString();
	}

}
