package dev.roundtable.tracking.admin;

import dev.roundtable.tracking.Asking;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.roundtable.tracker.Choice;
import dev.roundtable.tracker.Field;
import dev.roundtable.tracker.Tracker;
import dev.roundtable.tracker.sync.ConnectionId;

import org.springframework.stereotype.Component;

/** What a tracker offers for each of its fields, asked when somebody maps them. */
@Component
class Choices {

	private static final Duration LONGEST = Duration.ofSeconds(20);

	private final Asking asking;

	Choices(Asking asking) {
		this.asking = asking;
	}

	/**
	 * @param words of the fields that the tracker has
	 */
	record Offered(Map<Field, List<Choice>> words, Set<Field> writable) {
	}

	Asking.Answer<Offered> of(ConnectionId id) {
		return this.asking.ask(id, LONGEST, (open) -> {
			Tracker tracker = open.tracker();
			Map<Field, List<Choice>> words = new EnumMap<>(Field.class);
			for (Field field : Field.values()) {
				if (tracker.abilities().readable().contains(field)) {
					words.put(field, MappingForm.TEXTS.contains(field) ? List.of() : tracker.choices(field));
				}
			}
			return new Offered(words, tracker.abilities().writable());
		});
	}

}
