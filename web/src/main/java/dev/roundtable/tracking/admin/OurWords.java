package dev.roundtable.tracking.admin;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.roundtable.http.Messages;
import dev.roundtable.people.Accounts;
import dev.roundtable.people.Viewer;
import dev.roundtable.tasks.ComponentNames;
import dev.roundtable.tasks.KnownBuilds;
import dev.roundtable.tasks.Severity;
import dev.roundtable.tasks.TaskKind;
import dev.roundtable.tasks.TaskStatus;
import dev.roundtable.tracker.Choice;
import dev.roundtable.tracker.Field;

import org.springframework.stereotype.Component;

/**
 * The values that the list has for a field, with their names as the reader calls them.
 */
@Component
class OurWords {

	private final Accounts accounts;

	private final ComponentNames components;

	private final KnownBuilds builds;

	private final Messages messages;

	OurWords(Accounts accounts, ComponentNames components, KnownBuilds builds, Messages messages) {
		this.accounts = accounts;
		this.components = components;
		this.builds = builds;
		this.messages = messages;
	}

	List<Choice> of(Field field, Viewer viewer) {
		return switch (field) {
			case TITLE, DESCRIPTION -> List.of();
			case KIND -> Arrays.stream(TaskKind.values()).map((one) -> constant("kind.", one)).toList();
			case STATUS -> Arrays.stream(TaskStatus.values()).map((one) -> constant("status.", one)).toList();
			case SEVERITY -> Arrays.stream(Severity.values()).map((one) -> constant("severity.", one)).toList();
			case COMPONENT -> this.components.names(viewer)
				.entrySet()
				.stream()
				.filter((one) -> Choice.isWord(one.getKey()))
				.map((one) -> new Choice(one.getKey(), one.getValue()))
				.limit(Choice.MOST)
				.toList();
			case ASSIGNEE -> this.accounts.team()
				.stream()
				.map((person) -> new Choice(String.valueOf(person.id().value()), person.name()))
				.limit(Choice.MOST)
				.toList();
			case RELEASE -> this.builds.latest().stream().filter(Choice::isWord).map(Choice::of).toList();
		};
	}

	private Choice constant(String key, Enum<?> one) {
		return new Choice(one.name(), this.messages.of(key + one.name()));
	}

	/** Whether a task may have none of it. */
	static boolean mayBeNone(Field field) {
		return field == Field.SEVERITY || field == Field.COMPONENT;
	}

	/** What a value of ours is called, by its word; other words are their own names. */
	Named named(Viewer viewer) {
		Map<Field, Map<String, String>> names = new LinkedHashMap<>();
		for (Field field : List.of(Field.KIND, Field.STATUS, Field.SEVERITY, Field.ASSIGNEE)) {
			Map<String, String> words = new LinkedHashMap<>();
			of(field, viewer).forEach((one) -> words.put(one.word(), one.name()));
			names.put(field, words);
		}
		return new Named(names);
	}

	/** Names of values. */
	record Named(Map<Field, Map<String, String>> names) {

		public String of(Field field, String word) {
			return Optional.ofNullable(this.names.get(field)).map((words) -> words.get(word)).orElse(word);
		}

	}

}
