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
 * @param terms what a document should contain, most of them at least
 * @param wholes identifiers and versions as written: extra weight, never a condition
 * @param sequence every word and character in order
 * @param phrases sequences that were quoted: a document must contain each
 */
record QueryText(Set<String> terms, Set<String> wholes, List<String> sequence, List<List<String>> phrases) {

	private static final int LONGEST_QUERY = 400;

	private static final int MOST_TERMS = 64;

	private static final Pattern QUOTED = Pattern.compile("\"([^\"]+)\"|\u201c([^\u201d]+)\u201d");

	private static final Set<String> STOP_WORDS = TextAnalysis.tokens("""
			a an and are as at be but by can do does for from how i if in into is it me my not of on or that the
			this to was what when where which why will with you""")
		.stream()
		.map(Token::term)
		.collect(Collectors.toSet());

	static QueryText parse(String typed) {
		String text = shortened(typed);
		List<Token> tokens = TextAnalysis.tokens(text);
		Set<String> terms = terms(tokens);
		Set<String> wholes = new LinkedHashSet<>();
		tokens.stream()
			.filter((token) -> token.kind() == Token.Kind.WHOLE)
			.forEach((token) -> wholes.add(token.term()));
		List<List<String>> phrases = new ArrayList<>();
		Matcher quoted = QUOTED.matcher(text);
		while (quoted.find()) {
			List<String> phrase = sequence(TextAnalysis.tokens(quoted.group().substring(1)));
			if (!phrase.isEmpty()) {
				phrases.add(phrase);
			}
		}
		return new QueryText(terms, wholes, sequence(tokens), phrases);
	}

	boolean isEmpty() {
		return this.terms.isEmpty();
	}

	private static Set<String> terms(List<Token> tokens) {
		Set<String> all = new LinkedHashSet<>();
		for (int i = 0; i < tokens.size(); i++) {
			Token token = tokens.get(i);
			switch (token.kind()) {
				case WORD, BIGRAM -> all.add(token.term());
				case CHARACTER -> {
					// a pair says more than its halves
					boolean paired = isBigram(tokens, i - 1)
							|| isBigram(tokens, i + 1) && tokens.get(i + 1).start() == token.start();
					if (!paired) {
						all.add(token.term());
					}
				}
				case WHOLE, HUMP -> {
				}
			}
		}
		Set<String> telling = new LinkedHashSet<>(all);
		telling.removeAll(STOP_WORDS);
		return limited(telling.isEmpty() ? all : telling);
	}

	private static boolean isBigram(List<Token> tokens, int at) {
		return at >= 0 && at < tokens.size() && tokens.get(at).kind() == Token.Kind.BIGRAM;
	}

	private static Set<String> limited(Set<String> terms) {
		return terms.stream().limit(MOST_TERMS).collect(Collectors.toCollection(LinkedHashSet::new));
	}

	private static List<String> sequence(List<Token> tokens) {
		return tokens.stream().filter((token) -> token.kind().inSequence()).map(Token::term).limit(MOST_TERMS).toList();
	}

	private static String shortened(String typed) {
		if (typed.length() <= LONGEST_QUERY) {
			return typed;
		}
		int end = Character.isHighSurrogate(typed.charAt(LONGEST_QUERY - 1)) ? LONGEST_QUERY - 1 : LONGEST_QUERY;
		return typed.substring(0, end);
	}

}
