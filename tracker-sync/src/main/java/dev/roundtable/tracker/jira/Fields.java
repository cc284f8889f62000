package dev.roundtable.tracker.jira;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.roundtable.tracker.Field;
import dev.roundtable.tracker.Values;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Values in Jira's words: names of types, statuses, priorities, components and versions,
 * and the keys of accounts. Of several components or versions, the first counts; whatever
 * takes its place leaves the others.
 */
final class Fields {

	/** What a list is asked for of each issue. */
	static final String READ = "summary,description,issuetype,status,priority,components,assignee,fixVersions,"
			+ "creator,created,updated,labels,security,project";

	private Fields() {
	}

	static Values read(JsonNode fields) {
		Map<Field, String> values = new EnumMap<>(Field.class);
		values.put(Field.TITLE, fields.path("summary").asString(""));
		values.put(Field.DESCRIPTION, fields.path("description").asString(""));
		values.put(Field.KIND, name(fields.path("issuetype")));
		values.put(Field.STATUS, name(fields.path("status")));
		values.put(Field.SEVERITY, name(fields.path("priority")));
		values.put(Field.COMPONENT, name(fields.path("components").path(0)));
		values.put(Field.ASSIGNEE, Home.key(fields.path("assignee")));
		values.put(Field.RELEASE, name(fields.path("fixVersions").path(0)));
		return new Values(values);
	}

	private static String name(JsonNode named) {
		return named.path("name").asString("").strip();
	}

	/** Whether what is written depends on what is there. */
	static boolean needBefore(Values values) {
		return values.get(Field.COMPONENT) != null || values.get(Field.RELEASE) != null;
	}

	/**
	 * What an issue is asked to become, but for its status, which is a way and no field.
	 * @param before the fields as they are, where that matters; null for an issue that is
	 * yet to be made
	 */
	static Map<String, Object> written(Values values, boolean cloud, @Nullable JsonNode before) {
		Map<String, Object> fields = new LinkedHashMap<>();
		values.byField().forEach((field, value) -> {
			switch (field) {
				case TITLE -> fields.put("summary", value);
				case DESCRIPTION -> fields.put("description", value);
				case KIND -> fields.put("issuetype", Map.of("name", value));
				case SEVERITY -> fields.put("priority", value.isEmpty() ? null : Map.of("name", value));
				case COMPONENT -> fields.put("components", named(value, before, "components"));
				case RELEASE -> fields.put("fixVersions", named(value, before, "fixVersions"));
				case ASSIGNEE ->
					fields.put("assignee", value.isEmpty() ? null : Map.of(cloud ? "accountId" : "name", value));
				case STATUS -> {
					// By a transition.
				}
			}
		});
		return fields;
	}

	private static List<Map<String, String>> named(String value, @Nullable JsonNode before, String list) {
		List<Map<String, String>> named = new ArrayList<>();
		if (!value.isEmpty()) {
			named.add(Map.of("name", value));
		}
		if (before != null) {
			before.path(list)
				.valueStream()
				.skip(1)
				.map(Fields::name)
				.filter((other) -> !other.equals(value))
				.forEach((other) -> named.add(Map.of("name", other)));
		}
		return named;
	}

}
