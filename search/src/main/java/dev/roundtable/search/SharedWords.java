package dev.roundtable.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Says of two texts which words they share, as the one writes them. */
public final class SharedWords {

	private static final int LONGEST = 4_000;

	private static final int LONGEST_WORD = 24;

	private SharedWords() {
	}

	/** The longest first, at most so many. */
	public static List<String> of(String text, String other, int most) {
		String shown = shortened(text);
		Set<String> known = TextAnalysis.tokens(shortened(other))
			.stream()
			.filter(SharedWords::tells)
			.map(Token::term)
			.collect(Collectors.toSet());
		Map<String, String> shared = new LinkedHashMap<>();
		int start = -1;
		int end = -1;
		List<int[]> pieces = new ArrayList<>();
		for (Token token : TextAnalysis.tokens(shown)) {
			if (!tells(token) || !known.contains(token.term())) {
				continue;
			}
			boolean goesOn = token.kind() == Token.Kind.BIGRAM && start >= 0 && token.start() < end;
			if (!goesOn) {
				start = token.start();
				pieces.add(new int[] { start, token.end() });
			}
			end = token.end();
			pieces.getLast()[1] = end;
		}
		pieces.forEach((piece) -> {
			String word = shown.substring(piece[0], piece[1]);
			if (word.length() <= LONGEST_WORD) {
				shared.putIfAbsent(word.toLowerCase(Locale.ROOT), word);
			}
		});
		return shared.values().stream().sorted(Comparator.comparingInt(String::length).reversed()).limit(most).toList();
	}

	private static boolean tells(Token token) {
		return switch (token.kind()) {
			case BIGRAM, WHOLE -> true;
			case WORD -> token.term().length() > 1 && QueryText.tells(token.term());
			case CHARACTER, PREFIX, HUMP -> false;
		};
	}

	private static String shortened(String text) {
		return text.substring(0, Math.min(text.length(), LONGEST));
	}

}
