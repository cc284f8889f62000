package dev.roundtable.tracker.gitlab;

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
 * Values in GitLab's words: opened or closed, numbers of accounts, titles of milestones,
 * and for the rest the labels that the connection names.
 *
 * <p>
 * Of several who are assigned, the first counts. Whoever takes her place leaves the
 * others assigned.
 */
record Fields(Labels labels) {

	/** Each with the event that leads to it. */
	private static final Map<String, String> EVENTS = Map.of("opened", "reopen", "closed", "close");

	static final List<Choice> STATUSES = List.of(new Choice("opened", "open"), Choice.of("closed"));

	Values read(JsonNode issue) {
		Map<Field, String> values = new EnumMap<>(Field.class);
		values.put(Field.TITLE, issue.path("title").asString(""));
		values.put(Field.DESCRIPTION, Mark.read(issue.path("description").asString("")).text());
		values.put(Field.STATUS, issue.path("state").asString("opened"));
		values.put(Field.ASSIGNEE, assignees(issue).stream().findFirst().map(String::valueOf).orElse(""));
		values.put(Field.RELEASE, issue.path("milestone").path("title").asString(""));
		return new Values(values).with(this.labels.read(labels(issue)));
	}

	private static List<String> labels(JsonNode issue) {
		return issue.path("labels")
			.valueStream()
			.map((label) -> label.isString() ? label.asString() : label.path("name").asString(""))
			.toList();
	}

	private static List<Long> assignees(JsonNode issue) {
		return issue.path("assignees").valueStream().map((one) -> one.path("id").asLong()).toList();
	}

	/** Whether what is written depends on what is there. */
	static boolean needBefore(Values values) {
		return values.get(Field.DESCRIPTION) != null || values.get(Field.ASSIGNEE) != null;
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
				case DESCRIPTION -> issue.put("description", new Mark(value, id).body());
				case STATUS -> issue.put("state_event", event(value));
				case ASSIGNEE -> issue.put("assignee_ids", assigned(value, before));
				case RELEASE -> issue.put("milestone_id", value.isEmpty() ? 0 : milestones.number(value));
				case KIND, SEVERITY, COMPONENT -> {
					// Labels, which are put on and taken off by name.
				}
			}
		});
		return issue;
	}

	private static String event(String status) {
		String event = EVENTS.get(status);
		if (event == null) {
			throw new TrackerFailure.Refused("issues there are opened or closed", Field.STATUS);
		}
		return event;
	}

	/** Zero alone says nobody. */
	private static List<Long> assigned(String key, @Nullable JsonNode before) {
		List<Long> assigned = new ArrayList<>();
		if (!key.isEmpty()) {
			if (!Place.isNumber(key)) {
				throw new TrackerFailure.Refused("accounts there have numbers", Field.ASSIGNEE);
			}
			assigned.add(Long.valueOf(key));
		}
		if (before != null) {
			assignees(before).stream().skip(1).filter((other) -> !assigned.contains(other)).forEach(assigned::add);
		}
		return assigned.isEmpty() ? List.of(0L) : assigned;
	}

	/** Finds the number of a milestone by its title. */
	@FunctionalInterface
	interface Milestones {

		long number(String title);

	}

}
