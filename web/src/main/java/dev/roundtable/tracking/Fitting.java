package dev.roundtable.tracking;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import dev.roundtable.writing.Body;
import dev.roundtable.writing.Title;
import org.jspecify.annotations.Nullable;

/** Makes what trackers hold fit into what the list holds, which may be less. */
final class Fitting {

	private static final String MORE = " […]";

	/** UTF-16 units of a component. */
	private static final int COMPONENT = 40;

	private Fitting() {
	}

	static String title(String title) {
		return cut(line(title), Title.MAX);
	}

	static @Nullable String component(@Nullable String component) {
		return (component == null || component.isBlank()) ? null : cut(line(component), COMPONENT);
	}

	private static String line(String text) {
		return text.replaceAll("[\\s\\p{Cc}]+", " ").strip();
	}

	static @Nullable String body(@Nullable String text) {
		return (text == null || text.isBlank()) ? null : comment(text);
	}

	/** Bodies are bounded in bytes. */
	static String comment(String text) {
		String printable = Texts.printable(text);
		int most = Math.min(printable.length(), Body.MAX_BYTES);
		String cut = printable;
		while (cut.getBytes(StandardCharsets.UTF_8).length > Body.MAX_BYTES) {
			most -= Math.max(1, (cut.getBytes(StandardCharsets.UTF_8).length - Body.MAX_BYTES) / 4);
			cut = cut(printable, most);
		}
		return cut;
	}

	private static String cut(String text, int most) {
		if (text.length() <= most) {
			return text;
		}
		int end = most - MORE.length();
		if (Character.isHighSurrogate(text.charAt(end - 1))) {
			end--;
		}
		return text.substring(0, end).stripTrailing() + MORE;
	}

	static <E extends Enum<E>> @Nullable E constant(Class<E> type, @Nullable String name) {
		return Arrays.stream(type.getEnumConstants()).filter((one) -> one.name().equals(name)).findFirst().orElse(null);
	}

}
