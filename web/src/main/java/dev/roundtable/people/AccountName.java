package dev.roundtable.people;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import dev.roundtable.http.BadInput;
import dev.roundtable.writing.Text;

/** What an account may be called, and when two names are the same. */
public final class AccountName {

	static final int MIN = 2;

	static final int MAX = 32;

	/** UTF-16 units, as the column has it. */
	public static final int MAX_UNITS = 64;

	/** UTF-16 units of what is looked at at all. */
	private static final int LONGEST_NAME = 255;

	/** As the column has it. */
	private static final int LONGEST_KEY = 128;

	private static final Pattern SHAPE = Pattern
		.compile("[\\p{L}\\p{Nd}_](?:[\\p{L}\\p{M}\\p{Nd}_.-]*[\\p{L}\\p{M}\\p{Nd}_])?");

	private static final Set<String> RESERVED = Set.of("admin", "administrator", "root", "system", "api", "moderator",
			"mod", "staff", "team", "support", "help", "security", "official", "roundtable", "anonymous", "nobody",
			"everyone", "all", "here", "me", "null", "undefined", "settings", "sign-in", "sign-out", "register",
			"setup", "webmaster", "postmaster", "abuse", "noreply", "no-reply", "guest", "deleted", "管理员", "管理員", "系统",
			"系統", "官方", "客服", "版主", "匿名");

	/** Words that no part of a name may be: they would read like a badge. */
	private static final Set<String> BADGES = Set.of("admin", "administrator", "moderator", "staff", "official",
			"roundtable", "管理员", "管理員", "官方", "客服", "版主");

	private static final Set<String> RESERVED_LOOKS = looks(RESERVED);

	private static final Set<String> BADGE_LOOKS = looks(BADGES);

	private static final Pattern SEPARATORS = Pattern.compile("[_.-]");

	/** What is put around a word to get past a list of words. */
	private static final Pattern TRIMMINGS = Pattern.compile("^[_.\\p{Nd}-]+|[_.\\p{Nd}-]+$");

	private static final Pattern BETWEEN_WORDS = Pattern.compile("[_.\\p{Nd}-]+");

	/** Scripts that are at home beside any other in one name. */
	private static final Set<UnicodeScript> SHARED = EnumSet.of(UnicodeScript.COMMON, UnicodeScript.INHERITED,
			UnicodeScript.HAN, UnicodeScript.HIRAGANA, UnicodeScript.KATAKANA, UnicodeScript.HANGUL,
			UnicodeScript.BOPOMOFO);

	private AccountName() {
	}

	/**
	 * The name as it will be shown.
	 * @throws BadInput on the field {@code name}
	 */
	public static String check(String raw) {
		String name = Text.line("name", raw, LONGEST_NAME);
		int length = name.codePointCount(0, name.length());
		if (length < MIN || length > MAX || name.length() > MAX_UNITS) {
			throw new BadInput("name", "name.length", MIN, MAX);
		}
		String key = key(name);
		// One letter may stand for a whole phrase, or for a letter of another script.
		if (!isWellShaped(name) || !isWellShaped(key) || key.length() > LONGEST_KEY) {
			throw new BadInput("name", "name.shape");
		}
		if (isReserved(key)) {
			throw new BadInput("name", "name.reserved");
		}
		return name;
	}

	private static Set<String> looks(Set<String> words) {
		return words.stream().map(NameLook::skeleton).collect(Collectors.toUnmodifiableSet());
	}

	private static boolean isReserved(String key) {
		String bare = TRIMMINGS.matcher(key).replaceAll("");
		if (RESERVED_LOOKS.contains(NameLook.skeleton(key)) || RESERVED_LOOKS.contains(NameLook.skeleton(bare))) {
			return true;
		}
		// "ad.min" reads as what it is.
		if (RESERVED_LOOKS.contains(NameLook.skeleton(SEPARATORS.matcher(key).replaceAll("")))) {
			return true;
		}
		// Chinese words stand without anything between them.
		return BETWEEN_WORDS.splitAsStream(key).map(NameLook::skeleton).anyMatch(BADGE_LOOKS::contains)
				|| BADGES.stream().anyMatch((word) -> word.charAt(0) > 0xFF && key.contains(word));
	}

	/** Two names with one key are one name. */
	public static String key(String name) {
		if (name.length() > LONGEST_NAME || !Text.isWellFormed(name) || Text.hasHeapsOfMarks(name)) {
			// No account has it, no database could even be asked, and to fold it takes
			// seconds.
			return "";
		}
		String folded = Normalizer.normalize(name, Normalizer.Form.NFKC).toUpperCase(Locale.ROOT);
		return Normalizer.normalize(folded.toLowerCase(Locale.ROOT), Normalizer.Form.NFKC);
	}

	/**
	 * The nearest name to what an imported author is called elsewhere; not yet checked
	 * for being taken.
	 */
	static String nearest(String author) {
		StringBuilder kept = new StringBuilder();
		Normalizer.normalize(Text.withoutHeapsOfMarks(author), Normalizer.Form.NFC)
			.codePoints()
			.map((c) -> (Character.isLetterOrDigit(c) || c == '.' || c == '-') && !Text.isInvisible(c) ? c : '_')
			.limit(MAX - 6)
			.forEach(kept::appendCodePoint);
		String name = kept.toString().replaceAll("\\.{2,}", ".").replaceAll("^[.-]+|[.-]+$", "");
		String key = key(name);
		if (name.codePointCount(0, name.length()) < MIN || !isWellShaped(name) || !isWellShaped(key)
				|| key.length() > LONGEST_KEY - 6) {
			name = "fan_" + Integer.toHexString(author.hashCode());
		}
		return isReserved(key(name)) ? "fan_" + Integer.toHexString(author.hashCode()) : name;
	}

	private static boolean isWellShaped(String name) {
		if (!SHAPE.matcher(name).matches() || name.contains("..") || name.codePoints().anyMatch(Text::isInvisible)) {
			return false;
		}
		// A Cyrillic letter among Latin ones is there to look like another name.
		return name.codePoints().mapToObj(UnicodeScript::of).filter((s) -> !SHARED.contains(s)).distinct().count() <= 1;
	}

}
