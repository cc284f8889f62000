package dev.roundtable.search;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a person typed, understood.
 *
 * @param words of scripts with spaces, without those that say nothing
 * @param runs characters of scripts without spaces, as they stand side by side
 * @param names versions, dotted names and the like as a whole: whoever writes one means
 * it
 * @param joined hyphenated words as a whole: extra weight, never a condition
 * @param sequence every word and character in order
 * @param phrases sequences that were quoted: a document must contain each
 */
record QueryText(Set<String> words, List<List<String>> runs, Set<String> names, Set<String> joined,
		List<String> sequence, List<List<String>> phrases) {

	private static final int LONGEST_QUERY = 2_000;

	private static final int MOST_PHRASES = 8;

	/** Words and characters of one of them that are bound. */
	private static final int LONGEST_QUOTED = 32;

	private static final Pattern QUOTED = Pattern
		.compile("\"([^\"]+)\"|\u201c([^\u201d]+)\u201d|\u300c([^\u300d]+)\u300d|\u300e([^\u300f]+)\u300f");

	private static final Pattern HYPHENATED = Pattern.compile("[\\p{L}\\p{N}]+(-[\\p{L}\\p{N}]+)+");

	private static final Set<String> STOP_WORDS = TextAnalysis.tokens("""
			a an and are as at be but by can do does for from how i if in into is it me my not of on or that the
			this to was what when where which why will with you""")
		.stream()
		.map(Token::term)
		.collect(Collectors.toSet());

	static QueryText parse(String typed) {
		String text = shortened(typed);
		List<Token> tokens = TextAnalysis.tokens(text);
		Set<String> names = new LinkedHashSet<>();
		Set<String> joined = new LinkedHashSet<>();
		for (Token token : tokens) {
			if (token.kind() == Token.Kind.WHOLE) {
				(HYPHENATED.matcher(token.term()).matches() ? joined : names).add(token.term());
			}
		}
		return new QueryText(words(tokens, names), runs(tokens), names, joined, sequence(tokens), phrases(text));
	}

	/** The sequence without words that say nothing. */
	List<String> telling() {
		return this.sequence.stream().filter((term) -> !STOP_WORDS.contains(term)).toList();
	}

	/** Whether such a word says something. */
	static boolean tells(String term) {
		return !STOP_WORDS.contains(term);
	}

	boolean isEmpty() {
		return this.words.isEmpty() && this.runs.isEmpty() && this.names.isEmpty();
	}

	/** Pairs of neighbouring characters, of runs no longer than given. */
	Set<String> pairs(int longestRun) {
		Set<String> pairs = new LinkedHashSet<>();
		for (List<String> run : this.runs) {
			for (int i = 1; i < run.size() && run.size() <= longestRun; i++) {
				pairs.add(run.get(i - 1) + run.get(i));
			}
		}
		return pairs;
	}

	/** The characters of runs that long, each once. */
	Set<String> characters(int shortestRun, int longestRun) {
		return this.runs.stream()
			.filter((run) -> run.size() >= shortestRun && run.size() <= longestRun)
			.flatMap(List::stream)
			.collect(Collectors.toCollection(LinkedHashSet::new));
	}

	/** Words that say something, without those that only make up a name. */
	private static Set<String> words(List<Token> tokens, Set<String> names) {
		Set<String> all = new LinkedHashSet<>();
		for (Token token : tokens) {
			if (token.kind() == Token.Kind.WORD && !isPart(token, tokens, names)) {
				all.add(token.term());
			}
		}
		Set<String> telling = new LinkedHashSet<>(all);
		telling.removeAll(STOP_WORDS);
		return telling.isEmpty() ? all : telling;
	}

	private static boolean isPart(Token word, List<Token> tokens, Set<String> names) {
		return !names.isEmpty() && tokens.stream()
			.anyMatch((token) -> token.kind() == Token.Kind.WHOLE && names.contains(token.term())
					&& token.start() <= word.start() && word.end() <= token.end());
	}

	private static List<List<String>> runs(List<Token> tokens) {
		List<List<String>> runs = new ArrayList<>();
		int end = -1;
		for (Token token : tokens) {
			if (token.kind() == Token.Kind.CHARACTER) {
				if (token.start() != end) {
					runs.add(new ArrayList<>());
				}
				runs.getLast().add(token.term());
				end = token.end();
			}
		}
		return runs;
	}

	private static List<List<String>> phrases(String text) {
		List<List<String>> phrases = new ArrayList<>();
		Matcher quoted = QUOTED.matcher(text);
		while (quoted.find() && phrases.size() < MOST_PHRASES) {
			List<String> phrase = shortSequence(
					TextAnalysis.tokens(quoted.group().substring(1, quoted.group().length() - 1)));
			if (!phrase.isEmpty()) {
				phrases.add(phrase);
			}
		}
		return phrases;
	}

	/** Where something is quoted: begin and end of each. */
	static List<int[]> quoted(String text) {
		return QUOTED.matcher(text).results().map((quoted) -> new int[] { quoted.start(), quoted.end() }).toList();
	}

	private static List<String> shortSequence(List<Token> tokens) {
		return sequence(tokens).stream().limit(LONGEST_QUOTED).toList();
	}

	private static List<String> sequence(List<Token> tokens) {
		return tokens.stream().filter((token) -> token.kind().inSequence()).map(Token::term).toList();
	}

	/** As much of it as is read. */
	static String shortened(String typed) {
		if (typed.length() <= LONGEST_QUERY) {
			return typed;
		}
		int end = Character.isHighSurrogate(typed.charAt(LONGEST_QUERY - 1)) ? LONGEST_QUERY - 1 : LONGEST_QUERY;
		return typed.substring(0, end);
	}

}
