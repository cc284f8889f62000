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

	/** Around a word; C++ and C# keep what makes them so. */
	private static final Pattern AROUND = Pattern.compile("^[\\p{P}\\s&&[^#]]+|[\\p{P}\\s&&[^#]]+$");

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
		Matcher piece = PIECE.matcher(typed);
		while (piece.find() && pieces.size() < MOST) {
			String word = AROUND.matcher(Fold.text(piece.group())).replaceAll("");
			if (!word.isEmpty()) {
				pieces.add(word);
			}
		}
		return pieces;
	}

}
