package dev.roundtable.writing;

import java.nio.charset.StandardCharsets;
import java.text.BreakIterator;
import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

import dev.roundtable.http.BadInput;
import org.jspecify.annotations.Nullable;

/**
 * The one gate through which everything that people type comes in: normalised to NFC,
 * free of characters that nobody sees but that break or disguise a text.
 */
public final class Text {

	/** UTF-16 units of a title. */
	public static final int TITLE = Title.MAX;

	/** Bytes in UTF-8 of a post. */
	public static final int BODY = Body.MAX_BYTES;

	/**
	 * On one letter. No language needs as many; ordering thousands of them takes seconds.
	 */
	private static final int MOST_MARKS = 10;

	/** A composed text is at most that many times shorter than what was typed. */
	private static final int COMPOSED = 4;

	private static final Pattern TAG_SHAPE = Pattern.compile("[\\p{L}\\p{M}\\p{N}_.+#-]+");

	private Text() {
	}

	/**
	 * A title or a name: one line, white space collapsed.
	 * @param maxChars in UTF-16 units
	 * @throws BadInput {@code text.invalid}, {@code text.marks}, {@code text.empty},
	 * {@code text.long}
	 */
	public static String line(String field, @Nullable String raw, int maxChars) {
		// What is dropped or composed may be more than what stays, but not without end.
		if (raw != null && raw.length() > (long) maxChars * COMPOSED + 1000) {
			throw new BadInput(field, "text.long", maxChars, raw.length());
		}
		String line = clean(field, raw, false).replaceAll("[\\s\\u00a0\\u3000]+", " ").strip();
		if (isInvisible(line)) {
			throw new BadInput(field, "text.empty");
		}
		if (line.length() > maxChars) {
			throw new BadInput(field, "text.long", maxChars, line.length());
		}
		return line;
	}

	/**
	 * A post, a comment: keeps its lines, ended by a single line feed each.
	 * @param maxBytes in UTF-8
	 * @throws BadInput {@code text.invalid}, {@code text.marks}, {@code text.empty},
	 * {@code text.long.bytes}
	 */
	public static String body(String field, @Nullable String raw, int maxBytes) {
		if (raw != null && raw.length() > (long) maxBytes * COMPOSED) {
			throw new BadInput(field, "text.long.bytes", maxBytes / 1024, raw.length() / 1024);
		}
		String body = clean(field, raw, true).stripTrailing();
		if (isInvisible(body)) {
			throw new BadInput(field, "text.empty");
		}
		int bytes = (body.length() * 3 <= maxBytes) ? 0 : body.getBytes(StandardCharsets.UTF_8).length;
		if (bytes > maxBytes) {
			throw new BadInput(field, "text.long.bytes", maxBytes / 1024, (bytes + 1023) / 1024);
		}
		return body;
	}

	/**
	 * One tag in lower case: letters, digits, {@code - _ . + #}.
	 * @throws BadInput {@code tag.invalid} on the field {@code tags}
	 */
	public static String tag(@Nullable String raw) {
		String given = (raw != null) ? raw : "";
		if (!isWellFormed(given)) {
			throw new BadInput("tags", "text.invalid");
		}
		String tag = (given.length() > Tag.MAX * COMPOSED || hasHeapsOfMarks(given)) ? ""
				: Normalizer.normalize(given.strip(), Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
		if (tag.length() > Tag.MAX || !TAG_SHAPE.matcher(tag).matches() || isInvisible(tag)) {
			String shown = given.codePoints()
				.filter((c) -> !isDropped(c, false))
				.limit(Tag.MAX)
				.collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
				.toString();
			throw new BadInput("tags", "tag.invalid", shown);
		}
		return tag;
	}

	/**
	 * True when more marks stand on one letter than can be read, or normalised in time.
	 */
	public static boolean hasHeapsOfMarks(String text) {
		int marks = 0;
		for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
			marks = isMark(text.codePointAt(i)) ? marks + 1 : 0;
			if (marks > MOST_MARKS) {
				return true;
			}
		}
		return false;
	}

	/** What comes from elsewhere is not refused: the marks that are too many go. */
	public static String withoutHeapsOfMarks(String text) {
		if (!hasHeapsOfMarks(text)) {
			return text;
		}
		StringBuilder kept = new StringBuilder(text.length());
		int marks = 0;
		for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
			marks = isMark(text.codePointAt(i)) ? marks + 1 : 0;
			if (marks <= MOST_MARKS) {
				kept.appendCodePoint(text.codePointAt(i));
			}
		}
		return kept.toString();
	}

	private static boolean isMark(int c) {
		return c >= 0x300 && switch (Character.getType(c)) {
			case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.COMBINING_SPACING_MARK -> true;
			default -> false;
		};
	}

	/**
	 * What stands for a name on a small round: its first letter, with its marks, or
	 * emoji.
	 */
	public static String initial(String name) {
		if (name.length() < 2 || (name.charAt(0) < 0x80 && name.charAt(1) < 0x80)) {
			return name.isEmpty() ? "" : name.substring(0, 1);
		}
		BreakIterator letters = BreakIterator.getCharacterInstance(Locale.ROOT);
		letters.setText(name);
		return name.substring(0, letters.next());
	}

	/** True when no lone surrogate and no NUL is in it: a database can keep it. */
	public static boolean isWellFormed(String text) {
		for (int i = 0; i < text.length(); i++) {
			char c = text.charAt(i);
			if (c == 0 || Character.isLowSurrogate(c)) {
				return false;
			}
			if (Character.isHighSurrogate(c)) {
				i++;
				if (i == text.length() || !Character.isLowSurrogate(text.charAt(i))) {
					return false;
				}
			}
		}
		return true;
	}

	private static String clean(String field, @Nullable String raw, boolean lines) {
		if (raw == null) {
			return "";
		}
		if (!isWellFormed(raw)) {
			throw new BadInput(field, "text.invalid");
		}
		if (hasHeapsOfMarks(raw)) {
			throw new BadInput(field, "text.marks", MOST_MARKS);
		}
		String text = Normalizer.normalize(raw, Normalizer.Form.NFC);
		if (text.indexOf('\r') >= 0) {
			text = text.replace("\r\n", "\n").replace('\r', '\n');
		}
		if (text.chars().noneMatch((c) -> isDropped(c, lines))) {
			return text;
		}
		StringBuilder kept = new StringBuilder(text.length());
		for (int i = 0; i < text.length(); i++) {
			char c = text.charAt(i);
			if (!isDropped(c, lines)) {
				kept.append(c);
			}
			else if (!lines && (c == '\n' || c == '\t')) {
				kept.append(' ');
			}
		}
		return kept.toString();
	}

	private static boolean isDropped(int c, boolean lines) {
		if (c < 0x80) {
			return (c < ' ' && !(lines && (c == '\n' || c == '\t'))) || c == 0x7f;
		}
		boolean control = c <= 0x9f;
		boolean bidi = (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
		// Line and paragraph separators, the byte order mark, and anchors that hide text.
		return control || bidi || c == 0x2028 || c == 0x2029 || c == 0xfeff || (c >= 0xfff9 && c <= 0xfffb);
	}

	/** True when a reader would see nothing at all. */
	static boolean isInvisible(String text) {
		return text.codePoints().allMatch(Text::isInvisible);
	}

	/** True when a reader would see nothing of this code point. */
	public static boolean isInvisible(int c) {
		return switch (c) {
			// Letters by their category and yet blank: Hangul fillers, the Braille blank.
			case 0x115f, 0x1160, 0x3164, 0xffa0, 0x2800, 0x034f, 0x17b4, 0x17b5, 0x180b, 0x180c, 0x180d, 0x180f -> true;
			default -> Character.isWhitespace(c) || Character.isSpaceChar(c) || Character.getType(c) == Character.FORMAT
					|| Character.isISOControl(c) || Character.getType(c) == Character.UNASSIGNED
					|| (c >= 0xfe00 && c <= 0xfe0f) || (c >= 0xe0100 && c <= 0xe01ef);
		};
	}

}
