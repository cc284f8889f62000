package dev.roundtable.tracker.github;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.roundtable.tracker.Choice;
import dev.roundtable.tracker.ExternalId;
import dev.roundtable.tracker.Field;
import dev.roundtable.tracker.TrackerFailure;
import dev.roundtable.tracker.Values;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Values in GitHub's words: {@code open} or why it is closed, logins, titles of
 * milestones, and for the rest the labels that the connection names.
 */
record Fields(Map<Field, List<String>> labels) {

	static final String OPEN = "open";

	/** What {@code state_reason} takes of an issue that is closed. */
	static final List<String> CLOSED = List.of("completed", "not_planned", "duplicate");

	private static final Set<Field> OWN = EnumSet.of(Field.TITLE, Field.DESCRIPTION, Field.STATUS, Field.ASSIGNEE,
			Field.RELEASE);

	Set<Field> all() {
		Set<Field> all = EnumSet.copyOf(OWN);
		all.addAll(this.labels.keySet());
		return all;
	}

	Values read(JsonNode issue) {
		Map<Field, String> values = new EnumMap<>(Field.class);
		values.put(Field.TITLE, issue.path("title").asString(""));
		values.put(Field.DESCRIPTION, Mark.read(issue.path("body").asString("")).text());
		values.put(Field.STATUS, status(issue));
		values.put(Field.ASSIGNEE, issue.path("assignees").path(0).path("login").asString(""));
		values.put(Field.RELEASE, issue.path("milestone").path("title").asString(""));
		List<String> there = labels(issue);
		this.labels.forEach(
				(field, names) -> values.put(field, names.stream().filter(there::contains).findFirst().orElse("")));
		return new Values(values);
	}

	private static String status(JsonNode issue) {
		if (OPEN.equals(issue.path("state").asString(OPEN))) {
			return OPEN;
		}
		String reason = issue.path("state_reason").asString("");
		return CLOSED.contains(reason) ? reason : CLOSED.getFirst();
	}

	static List<String> labels(JsonNode issue) {
		List<String> names = new ArrayList<>();
		for (JsonNode label : issue.path("labels")) {
			names.add(label.isString() ? label.asString() : label.path("name").asString(""));
		}
		return names;
	}

	/**
	 * What an issue is asked to become, but for its labels.
	 * @param id stays below its text
	 */
	Map<String, Object> written(Values values, @Nullable ExternalId id, Milestones milestones) {
		Map<String, Object> issue = new LinkedHashMap<>();
		values.byField().forEach((field, value) -> {
			switch (field) {
				case TITLE -> issue.put("title", value);
				case DESCRIPTION -> issue.put("body", new Mark(value, id).body());
				case STATUS -> status(issue, value);
				case ASSIGNEE -> issue.put("assignees", value.isEmpty() ? List.of() : List.of(value));
				case RELEASE -> issue.put("milestone", value.isEmpty() ? null : milestones.number(value));
				case KIND, SEVERITY, COMPONENT -> requireLabel(field, value);
			}
		});
		return issue;
	}

	private static void status(Map<String, Object> issue, String value) {
		if (OPEN.equals(value)) {
			issue.put("state", OPEN);
			return;
		}
		if (!CLOSED.contains(value)) {
			throw new TrackerFailure.Refused("issues there are open, " + String.join(", ", CLOSED), Field.STATUS);
		}
		issue.put("state", "closed");
		issue.put("state_reason", value);
	}

	private void requireLabel(Field field, String value) {
		if (!value.isEmpty() && !labels(field).contains(value)) {
			throw new TrackerFailure.Refused("“" + value + "” is none of the labels of the connection", field);
		}
	}

	/** Open, or why it is closed, as GitHub's own page has it. */
	static List<Choice> statuses() {
		List<Choice> statuses = new ArrayList<>();
		statuses.add(Choice.of(OPEN));
		CLOSED.forEach((reason) -> statuses.add(new Choice(reason, "closed: " + reason.replace('_', ' '))));
		return statuses;
	}

	List<String> labels(Field field) {
		return Optional.ofNullable(this.labels.get(field)).orElse(List.of());
	}

	/** Labels that an issue lacks of these values. */
	List<String> missing(Values values, List<String> there) {
		return this.labels.keySet()
			.stream()
			.map(values::get)
			.filter((value) -> value != null && !value.isEmpty() && !there.contains(value))
			.toList();
	}

	/** Labels that an issue has and these values replace. */
	List<String> replaced(Values values, List<String> there) {
		return this.labels.entrySet()
			.stream()
			.filter((entry) -> values.get(entry.getKey()) != null)
			.flatMap((entry) -> entry.getValue()
				.stream()
				.filter((name) -> there.contains(name) && !name.equals(values.get(entry.getKey()))))
			.toList();
	}

	/** Finds the number of a milestone by its title. */
	@FunctionalInterface
	interface Milestones {

		int number(String title);

	}

}
