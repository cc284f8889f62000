package dev.roundtable.search;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

import com.github.houbb.opencc4j.support.data.impl.TSCharData;
import org.apache.lucene.analysis.miscellaneous.ASCIIFoldingFilter;

/** Makes one of all the ways to write the same character. */
final class Fold {

	/**
	 * Joiners, direction marks, accents and the blanks that compatibility forms bring.
	 */
	private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cf}\\p{Mn}\\p{Z}\\p{C}\\s]+");

	private static final char[] SIMPLIFIED = simplified();

	private Fold() {
	}

	/** A letter case, width, accent and script variant is gone. */
	static String word(String written) {
		if (isAscii(written)) {
			return written.toLowerCase(Locale.ROOT);
		}
		String plain = INVISIBLE.matcher(Normalizer.normalize(written, Normalizer.Form.NFKC)).replaceAll("");
		char[] letters = plain.toLowerCase(Locale.ROOT).toCharArray();
		char[] folded = new char[letters.length * 4];
		int length = ASCIIFoldingFilter.foldToASCII(letters, 0, folded, 0, letters.length);
		return new String(folded, 0, length).toLowerCase(Locale.ROOT);
	}

	/** One code point; traditional characters become simplified ones. */
	static String character(String written) {
		if (written.length() == 1 && written.charAt(0) >= '\u4e00' && written.charAt(0) <= '\u9fff') {
			return String.valueOf(SIMPLIFIED[written.charAt(0)]);
		}
		String plain = Normalizer.normalize(written, Normalizer.Form.NFKC).strip();
		return (plain.length() == 1) ? String.valueOf(SIMPLIFIED[plain.charAt(0)]) : plain;
	}

	/** A whole text, whose words stay apart. */
	static String text(String written) {
		String plain = Normalizer.normalize(written, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
		char[] letters = plain.toCharArray();
		char[] folded = new char[letters.length * 4];
		int length = ASCIIFoldingFilter.foldToASCII(letters, 0, folded, 0, letters.length);
		for (int i = 0; i < length; i++) {
			folded[i] = SIMPLIFIED[folded[i]];
		}
		return new String(folded, 0, length).toLowerCase(Locale.ROOT).replaceAll("\\s+", " ");
	}

	static boolean isUniform(String word) {
		return word.equals(word.toLowerCase(Locale.ROOT)) || word.equals(word.toUpperCase(Locale.ROOT));
	}

	private static boolean isAscii(String text) {
		for (int i = 0; i < text.length(); i++) {
			if (text.charAt(i) >= 128) {
				return false;
			}
		}
		return true;
	}

	private static char[] simplified() {
		char[] table = new char[Character.MAX_VALUE + 1];
		for (int i = 0; i < table.length; i++) {
			table[i] = (char) i;
		}
		new TSCharData().data().getDataMap().forEach((traditional, simplified) -> {
			if (traditional.length() == 1 && simplified.getFirst().length() == 1) {
				table[traditional.charAt(0)] = simplified.getFirst().charAt(0);
			}
		});
		// keeps its form where it means a straw mat, which is hardly ever
		table['藉'] = '借';
		return table;
	}

}
