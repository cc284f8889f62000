package dev.roundtable.search;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Looks for words in titles without any index: case, width, accents and script variants
 * are the same to it, as they are to the index. Takes linear time.
 */
public final class TitleWords {

	private static final int MOST = 16;

	private static final Pattern PIECE = Pattern
		.compile("\"([^\"]+)\"|\u201c([^\u201d]+)\u201d|\u300c([^\u300d]+)\u300d|\u300e([^\u300f]+)\u300f|([^\\s\"]+)");

	private static final Pattern AROUND = Pattern.compile("[\\p{P}\\s&&[^#]]");

	private final List<String> wanted;

	private final List<String> excluded;

	private TitleWords(List<String> wanted, List<String> excluded) {
		this.wanted = wanted;
		this.excluded = excluded;
	}

	/**
	 * @param typed words and quoted phrases, of which the first 16 count
	 * @param excluded words and phrases that must not be there
	 */
	public static TitleWords of(String typed, List<String> excluded) {
		List<String> words = pieces(typed);
		List<String> telling = words.stream().filter(QueryText::tells).toList();
		return new TitleWords(telling.isEmpty() ? words : telling,
				excluded.stream().flatMap((one) -> pieces(one).stream()).toList());
	}

	/** Whether every title would do. */
	public boolean isEmpty() {
		return this.wanted.isEmpty();
	}

	public boolean areIn(String title) {
		String folded = Fold.text(title);
		return this.wanted.stream().allMatch(folded::contains) && this.excluded.stream().noneMatch(folded::contains);
	}

	private static List<String> pieces(String typed) {
		List<String> pieces = new ArrayList<>();
		Matcher piece = PIECE.matcher(QueryText.shortened(typed));
		while (piece.find() && pieces.size() < MOST) {
			String word = bare(Fold.text(piece.group()));
			if (!word.isEmpty()) {
				pieces.add(word);
			}
		}
		return pieces;
	}

	/**
	 * Without what stands around it; C++ and C# keep what makes them so. A pattern that
	 * looks for the end would try again at each sign of a long row of them.
	 */
	private static String bare(String word) {
		int from = 0;
		int to = word.length();
		while (from < to && isAround(word, from)) {
			from++;
		}
		while (from < to && isAround(word, to - 1)) {
			to--;
		}
		return word.substring(from, to);
	}

	private static boolean isAround(String word, int at) {
		return AROUND.matcher(word).region(at, at + 1).matches();
	}

}
