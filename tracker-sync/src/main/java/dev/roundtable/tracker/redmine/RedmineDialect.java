package dev.roundtable.tracker.redmine;

import java.util.List;
import java.util.Map;

import dev.roundtable.tracker.Field;
import dev.roundtable.tracker.http.Dialect;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Redmine has no limits of its own, and says in English or the account's language what it
 * does not want: {@code Subject is too long (maximum is 255 characters)}.
 */
final class RedmineDialect implements Dialect {

	private static final Map<String, Field> BEGINNINGS = Map.of("Subject", Field.TITLE, "Description",
			Field.DESCRIPTION, "Tracker", Field.KIND, "Status", Field.STATUS, "Priority", Field.SEVERITY, "Category",
			Field.COMPONENT, "Assignee", Field.ASSIGNEE, "Target version", Field.RELEASE);

	@Override
	public @Nullable Field refused(JsonNode problem) {
		return problem.path("errors")
			.valueStream()
			.map((error) -> error.asString(""))
			.flatMap((error) -> BEGINNINGS.entrySet()
				.stream()
				.filter((beginning) -> error.startsWith(beginning.getKey() + " "))
				.map(Map.Entry::getValue))
			.findFirst()
			.orElse(null);
	}

	/** Names of the fields as the API takes and gives them. */
	static String name(Field field) {
		return switch (field) {
			case TITLE -> "subject";
			case DESCRIPTION -> "description";
			case KIND -> "tracker";
			case STATUS -> "status";
			case SEVERITY -> "priority";
			case COMPONENT -> "category";
			case ASSIGNEE -> "assigned_to";
			case RELEASE -> "fixed_version";
		};
	}

	/** Fields that are a text of their own; the others are one of a list. */
	static final List<Field> TEXTS = List.of(Field.TITLE, Field.DESCRIPTION);

}
