package dev.roundtable.tasks;

import java.util.regex.Pattern;

import dev.roundtable.http.BadInput;
import dev.roundtable.writing.Text;
import org.jspecify.annotations.Nullable;

/**
 * The name of a build, as makers of devices write them: {@code 2.4.1},
 * {@code 4.1.0-beta2}, {@code OS 14.0.5 (LMTCN)}. It can stand in an address. Builds come
 * one after another as people count: 5.8.9, 5.8.10-beta2, 5.8.10, 5.9.
 */
public record Build(String name) implements Comparable<Build> {

	/** UTF-16 units. */
	public static final int LENGTH = 80;

	/** Of {@link #order}. */
	public static final int ORDER_LENGTH = 600;

	private static final Pattern SHAPE = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{M}\\p{N} ._+():,-]*");

	public Build {
		if (!isName(name)) {
			throw new IllegalArgumentException("no build: " + name);
		}
	}

	/**
	 * @throws BadInput {@code build.invalid} on that field
	 */
	public static Build of(String field, @Nullable String typed) {
		String line = Text.line(field, typed, LENGTH);
		if (!SHAPE.matcher(line).matches()) {
			throw new BadInput(field, "build.invalid");
		}
		return new Build(line);
	}

	/** Whether a build can be called that. */
	public static boolean isName(String text) {
		return text.length() <= LENGTH && SHAPE.matcher(text).matches();
	}

	/**
	 * A text that stands where the build stands among others, for a database to sort by,
	 * whatever its collation: digits and small letters, at most {@link #ORDER_LENGTH}.
	 */
	public String order() {
		return BuildOrder.of(this.name);
	}

	@Override
	public int compareTo(Build other) {
		int order = order().compareTo(other.order());
		return (order != 0) ? order : this.name.compareTo(other.name);
	}

	@Override
	public String toString() {
		return this.name;
	}

}
