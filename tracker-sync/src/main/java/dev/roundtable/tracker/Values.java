package dev.roundtable.tracker;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

/**
 * Values of some fields in the words of one side. A field that is not among them is not
 * known, not carried or not to be changed; an empty value says that there is none (nobody
 * is assigned). Line ends are {@code \n}, and no value begins or ends with white space:
 * trackers change both as they like, and neither is a change that somebody made.
 */
public record Values(Map<Field, String> byField) {

	public static final Values NONE = new Values(Map.of());

	/**
	 * @throws IllegalArgumentException when there is a title and it is blank
	 */
	public Values {
		Map<Field, String> tidy = new EnumMap<>(Field.class);
		byField.forEach((field, value) -> tidy.put(field, tidy(value)));
		if ("".equals(tidy.get(Field.TITLE))) {
			throw new IllegalArgumentException("an empty title");
		}
		byField = Collections.unmodifiableMap(tidy);
	}

	private static String tidy(String value) {
		return value.replace("\r\n", "\n").replace('\r', '\n').strip();
	}

	public static Values of(Field field, String value) {
		return new Values(Map.of(field, value));
	}

	public @Nullable String get(Field field) {
		return this.byField.get(field);
	}

	public Set<Field> fields() {
		return this.byField.keySet();
	}

	public boolean isEmpty() {
		return this.byField.isEmpty();
	}

	public Values with(Field field, String value) {
		Map<Field, String> more = new EnumMap<>(Field.class);
		more.putAll(this.byField);
		more.put(field, value);
		return new Values(more);
	}

	public Values with(Values others) {
		Map<Field, String> more = new EnumMap<>(Field.class);
		more.putAll(this.byField);
		more.putAll(others.byField);
		return new Values(more);
	}

	public Values only(Predicate<Field> which) {
		Map<Field, String> fewer = new EnumMap<>(Field.class);
		this.byField.forEach((field, value) -> {
			if (which.test(field)) {
				fewer.put(field, value);
			}
		});
		return new Values(fewer);
	}

}
