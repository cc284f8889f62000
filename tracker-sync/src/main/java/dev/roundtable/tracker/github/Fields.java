package dev.roundtable.tracker.github;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.roundtable.tracker.Choice;
import dev.roundtable.tracker.ExternalId;
import dev.roundtable.tracker.Field;
import dev.roundtable.tracker.TrackerFailure;
import dev.roundtable.tracker.Values;
import dev.roundtable.tracker.forge.Labels;
import dev.roundtable.tracker.forge.Mark;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Values in GitHub's words: {@code open} or why it is closed, logins, titles of
 * milestones, and for the rest the labels that the connection names.
 *
 * <p>
 * Of several who are assigned, the first counts. Whoever takes her place leaves the
 * others assigned.
 */
record Fields(Labels labels) {

	static final String OPEN = "open";

	/** What {@code state_reason} takes of an issue that is closed. */
	static final List<String> CLOSED = List.of("completed", "not_planned", "duplicate");

	Values read(JsonNode issue) {
		Map<Field, String> values = new EnumMap<>(Field.class);
		values.put(Field.TITLE, issue.path("title").asString(""));
		values.put(Field.DESCRIPTION, Mark.read(issue.path("body").asString("")).text());
		values.put(Field.STATUS, status(issue));
		values.put(Field.ASSIGNEE, assignees(issue).stream().findFirst().orElse(""));
		values.put(Field.RELEASE, issue.path("milestone").path("title").asString(""));
		return new Values(values).with(this.labels.read(labels(issue)));
	}

	private static String status(JsonNode issue) {
		if (OPEN.equals(issue.path("state").asString(OPEN))) {
			return OPEN;
		}
		String reason = issue.path("state_reason").asString("");
		return CLOSED.contains(reason) ? reason : CLOSED.getFirst();
	}

	private static List<String> assignees(JsonNode issue) {
		return issue.path("assignees").valueStream().map((one) -> one.path("login").asString("")).toList();
	}

	static List<String> labels(JsonNode issue) {
		List<String> names = new ArrayList<>();
		for (JsonNode label : issue.path("labels")) {
			names.add(label.isString() ? label.asString() : label.path("name").asString(""));
		}
		return names;
	}

	/** Whether what is written depends on what is there. */
	boolean needBefore(Values values) {
		return values.get(Field.DESCRIPTION) != null || values.get(Field.ASSIGNEE) != null
				|| this.labels.concerns(values);
	}

	/**
	 * What an issue is asked to become, but for its labels.
	 * @param id stays below its text
	 * @param before as it is, where that matters; null for one that is yet to be made
	 */
	Map<String, Object> written(Values values, @Nullable ExternalId id, @Nullable JsonNode before,
			Milestones milestones) {
		this.labels.require(values);
		Map<String, Object> issue = new LinkedHashMap<>();
		values.byField().forEach((field, value) -> {
			switch (field) {
				case TITLE -> issue.put("title", value);
				case DESCRIPTION -> issue.put("body", new Mark(value, id).body());
				case STATUS -> status(issue, value);
				case ASSIGNEE -> issue.put("assignees", assigned(value, before));
				case RELEASE -> issue.put("milestone", value.isEmpty() ? null : milestones.number(value));
				case KIND, SEVERITY, COMPONENT -> {
					// Labels, which are written apart.
				}
			}
		});
		return issue;
	}

	private static List<String> assigned(String login, @Nullable JsonNode before) {
		List<String> assigned = new ArrayList<>();
		if (!login.isEmpty()) {
			assigned.add(login);
		}
		if (before != null) {
			assignees(before).stream()
				.skip(1)
				.filter((other) -> assigned.stream().noneMatch(other::equalsIgnoreCase))
				.forEach(assigned::add);
		}
		return assigned;
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

	/** Open, or why it is closed, as GitHub's own page has it. */
	static List<Choice> statuses() {
		List<Choice> statuses = new ArrayList<>();
		statuses.add(Choice.of(OPEN));
		CLOSED.forEach((reason) -> statuses.add(new Choice(reason, "closed: " + reason.replace('_', ' '))));
		return statuses;
	}

	/** Finds the number of a milestone by its title. */
	@FunctionalInterface
	interface Milestones {

		int number(String title);

	}

}
