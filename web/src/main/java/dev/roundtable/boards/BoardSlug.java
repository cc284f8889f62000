package dev.roundtable.boards;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

import dev.roundtable.http.BadInput;

/**
 * The address of a board: letters in any script (lower-case where there is such a thing),
 * digits and hyphens, because {@code /b/手机} says more than a number.
 *
 * @param value at most {@link #LENGTH} UTF-16 units
 */
public record BoardSlug(String value) {

	public static final int LENGTH = 40;

	private static final Pattern SHAPE = Pattern.compile("[\\p{Ll}\\p{Lo}\\p{N}][\\p{Ll}\\p{Lo}\\p{M}\\p{N}-]*");

	private static final Pattern NOT_IN_A_SLUG = Pattern.compile("[^\\p{Ll}\\p{Lo}\\p{M}\\p{N}]+");

	public BoardSlug {
		if (!fits(value)) {
			throw new IllegalArgumentException("no address of a board");
		}
	}

	/**
	 * What an administrator chose.
	 * @throws BadInput {@code board.slug} on the field {@code slug}
	 */
	static BoardSlug chosen(String raw) {
		return find(raw).orElseThrow(() -> new BadInput("slug", "board.slug"));
	}

	/** What stands in an address, where it can be a board's at all. */
	static Optional<BoardSlug> find(String raw) {
		return fits(raw) ? Optional.of(new BoardSlug(raw)) : Optional.empty();
	}

	/** The slug nearest to a name. */
	static BoardSlug of(String name) {
		String slug = shortened(NOT_IN_A_SLUG.matcher(name.toLowerCase(Locale.ROOT)).replaceAll("-"), LENGTH);
		return find(slug).orElseGet(() -> numbered(name));
	}

	/** Another one for the same name, always the same. */
	static BoardSlug numbered(String name) {
		String slug = shortened(NOT_IN_A_SLUG.matcher(name.toLowerCase(Locale.ROOT)).replaceAll("-"), LENGTH - 10);
		return new BoardSlug((fits(slug) ? slug : "board") + "-" + Integer.toHexString(name.hashCode()));
	}

	private static boolean fits(String slug) {
		return slug.length() <= LENGTH && SHAPE.matcher(slug).matches();
	}

	private static String shortened(String words, int most) {
		String cut = (words.length() <= most) ? words : words.substring(0, most);
		if (!cut.isEmpty() && Character.isHighSurrogate(cut.charAt(cut.length() - 1))) {
			cut = cut.substring(0, cut.length() - 1);
		}
		return cut.replaceAll("^[-\\p{M}]+|-+$", "");
	}

	@Override
	public String toString() {
		return this.value;
	}

}
