package dev.roundtable.writing;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * All that other rooms need of a text, made in one parse when it is written.
 *
 * @param html sanitised; at most a million characters
 * @param plain the words without their markup, blocks apart by an empty line, for
 * excerpts, search and mail
 * @param mentions names as they were typed, without the sign, each once, in order
 * @param quotes floors that links lead to, each once, in order
 * @param links addresses that links lead to, here ({@code /t/1}, {@code #floor-2}) and
 * elsewhere, each once, in order
 * @param images addresses of the pictures that are shown, each once, in order
 * @param renderer the version of the renderer that made it
 */
public record Rendered(String html, String plain, List<String> mentions, List<Floor> quotes, List<String> links,
		List<String> images, int renderer) {

	/** Nothing was written. */
	public static final Rendered NOTHING = new Rendered("", "", List.of(), List.of(), List.of(), List.of(),
			Markdown.VERSION);

	/**
	 * What a row keeps of the plain text. Most texts have no markup, and to keep them
	 * twice would only make the file larger.
	 * @return null where the body, white space aside, is its own plain text
	 */
	public @Nullable String plainUnlessSame(String body) {
		return sameWords(this.plain, body) ? null : this.plain;
	}

	private static boolean sameWords(String one, String other) {
		int i = 0;
		int j = 0;
		while (true) {
			int atOne = skipBlank(one, i);
			int atOther = skipBlank(other, j);
			if (atOne == one.length() || atOther == other.length()) {
				return atOne == one.length() && atOther == other.length();
			}
			boolean apart = i == 0 || (atOne > i) == (atOther > j);
			if (!apart || one.charAt(atOne) != other.charAt(atOther)) {
				return false;
			}
			i = atOne + 1;
			j = atOther + 1;
		}
	}

	private static int skipBlank(String text, int from) {
		int at = from;
		while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
			at++;
		}
		return at;
	}

	/**
	 * A floor that a text refers to.
	 *
	 * @param topic null for the topic that the text stands in
	 */
	public record Floor(@Nullable Long topic, int floor) {
	}

}
