package dev.roundtable.tracker.forge;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.roundtable.tracker.Choice;
import dev.roundtable.tracker.Field;
import dev.roundtable.tracker.TrackerFailure;
import dev.roundtable.tracker.Values;

/**
 * Which labels say the kind, the severity and the component of an issue. All others are
 * left alone. Where an issue has two that say the same, the first of the list counts.
 */
public record Labels(Map<Field, List<String>> names) {

	private static final Set<Field> FIELDS = EnumSet.of(Field.KIND, Field.SEVERITY, Field.COMPONENT);

	/**
	 * @throws IllegalArgumentException when labels are to say something else
	 */
	public Labels {
		if (!FIELDS.containsAll(names.keySet())) {
			throw new IllegalArgumentException("labels say the kind, the severity and the component alone");
		}
		Map<Field, List<String>> all = new EnumMap<>(Field.class);
		for (Field field : FIELDS) {
			all.put(field, List.copyOf(names.getOrDefault(field, List.of())));
		}
		names = all;
	}

	/** What an issue's labels say; empty where none does. */
	public Values read(List<String> there) {
		Map<Field, String> values = new EnumMap<>(Field.class);
		this.names.forEach(
				(field, known) -> values.put(field, known.stream().filter(there::contains).findFirst().orElse("")));
		return new Values(values);
	}

	/**
	 * @throws TrackerFailure.Refused when one of the values is no label that is known
	 */
	public void require(Values values) {
		this.names.forEach((field, known) -> {
			String value = values.get(field);
			if (value != null && !value.isEmpty() && !known.contains(value)) {
				throw new TrackerFailure.Refused("“" + value + "” is none of the labels of the connection", field);
			}
		});
	}

	/** Whether some of the values are labels. */
	public boolean concerns(Values values) {
		return values.fields().stream().anyMatch(FIELDS::contains);
	}

	/** Labels that say these values. */
	public List<String> saying(Values values) {
		return this.names.keySet()
			.stream()
			.map((field) -> Optional.ofNullable(values.get(field)).orElse(""))
			.filter((value) -> !value.isEmpty())
			.distinct()
			.toList();
	}

	/** Labels that would say something else than these values. */
	public List<String> gainsaying(Values values) {
		List<String> saying = saying(values);
		return this.names.entrySet()
			.stream()
			.filter((entry) -> values.get(entry.getKey()) != null)
			.flatMap((entry) -> entry.getValue().stream())
			.filter((name) -> !saying.contains(name))
			.distinct()
			.toList();
	}

	/** What is known comes first, then whatever label there is. */
	public List<Choice> choices(Field field, List<Choice> all) {
		Map<String, Choice> choices = new LinkedHashMap<>();
		this.names.getOrDefault(field, List.of()).forEach((name) -> choices.put(name, Choice.of(name)));
		all.forEach((choice) -> choices.putIfAbsent(choice.word(), choice));
		return choices.values().stream().limit(Choice.MOST).toList();
	}

}
