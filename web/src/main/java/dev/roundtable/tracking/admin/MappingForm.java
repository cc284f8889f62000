package dev.roundtable.tracking.admin;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import dev.roundtable.http.BadInput;
import dev.roundtable.tracker.Field;
import dev.roundtable.tracker.sync.Direction;
import dev.roundtable.tracker.sync.Policy;
import dev.roundtable.tracker.sync.Side;
import dev.roundtable.tracking.Mappings;

/**
 * A mapping as its page sends it: {@code direction.FIELD}, {@code policy.FIELD},
 * {@code ours.FIELD.WORD} with the word there, {@code theirs.FIELD.WORD} with the word
 * here. A word without a counterpart has an empty value.
 */
final class MappingForm {

	/** That the versions of a product are called the same on both sides. */
	static final String SAME = "same." + Field.RELEASE;

	/** Their values are texts, or the same on both sides. */
	static final Set<Field> TEXTS = Set.of(Field.TITLE, Field.DESCRIPTION);

	/** Words that may be mapped, so that nobody fills the table. */
	private static final int MOST = 5000;

	private MappingForm() {
	}

	static String direction(Field field) {
		return "direction." + field;
	}

	static String policy(Field field) {
		return "policy." + field;
	}

	static String word(Side side, Field field, String word) {
		return begin(side, field) + word;
	}

	private static String begin(Side side, Field field) {
		return ((side == Side.OURS) ? "ours." : "theirs.") + field + ".";
	}

	/**
	 * @throws BadInput when something in it is none of what the page offers
	 */
	static Map<Field, Mappings.Rule> read(Map<String, String> form) {
		Map<Field, Mappings.Rule> rules = new EnumMap<>(Field.class);
		for (Field field : Field.values()) {
			if (form.containsKey(direction(field))) {
				rules.put(field,
						new Mappings.Rule(constant(Direction.class, form.getOrDefault(direction(field), "")),
								constant(Policy.class, form.getOrDefault(policy(field), Policy.NEWEST.name())),
								words(form, field)));
			}
		}
		return rules;
	}

	private static <E extends Enum<E>> E constant(Class<E> type, String name) {
		try {
			return Enum.valueOf(type, name);
		}
		catch (IllegalArgumentException none) {
			throw new BadInput("form", "tracker.mapping");
		}
	}

	private static Map<Side, Map<String, String>> words(Map<String, String> form, Field field) {
		if (TEXTS.contains(field) || (field == Field.RELEASE && form.containsKey(SAME))) {
			return Map.of();
		}
		Map<String, String> ours = words(form, begin(Side.OURS, field));
		Map<String, String> theirs = words(form, begin(Side.THEIRS, field));
		if (field == Field.ASSIGNEE) {
			// A person is one there and one here.
			ours.forEach((here, there) -> theirs.putIfAbsent(there, here));
		}
		Map<Side, Map<String, String>> words = new EnumMap<>(Side.class);
		if (!ours.isEmpty()) {
			words.put(Side.OURS, ours);
		}
		if (!theirs.isEmpty()) {
			words.put(Side.THEIRS, theirs);
		}
		return words;
	}

	private static Map<String, String> words(Map<String, String> form, String begin) {
		Map<String, String> words = new LinkedHashMap<>();
		form.forEach((name, value) -> {
			if (name.startsWith(begin) && !value.isBlank()) {
				words.put(name.substring(begin.length()), value.strip());
			}
		});
		if (words.size() > MOST) {
			throw new BadInput("form", "tracker.mapping");
		}
		return words;
	}

}
