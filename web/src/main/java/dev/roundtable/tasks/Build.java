package dev.roundtable.tasks;

import java.util.regex.Pattern;

import dev.roundtable.http.BadInput;
import dev.roundtable.writing.Text;
import org.jspecify.annotations.Nullable;

/**
 * The name of a build, as makers of devices write them: {@code 2.4.1},
 * {@code 4.1.0-beta2}, {@code OS 14.0.5 (LMTCN)}. It can stand in an address.
 */
public record Build(String name) {

	/** UTF-16 units. */
	public static final int LENGTH = 80;

	private static final Pattern SHAPE = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{M}\\p{N} ._+():,-]*");

	public Build {
		if (name.length() > LENGTH || !SHAPE.matcher(name).matches()) {
			throw new IllegalArgumentException("no build: " + name);
		}
	}

	/**
	 * @throws BadInput {@code build.invalid} on that field
	 */
	static Build of(String field, @Nullable String typed) {
		String line = Text.line(field, typed, LENGTH);
		if (!SHAPE.matcher(line).matches()) {
			throw new BadInput(field, "build.invalid");
		}
		return new Build(line);
	}

	@Override
	public String toString() {
		return this.name;
	}

}
