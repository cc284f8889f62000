package dev.roundtable.tasks.list;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

import dev.roundtable.http.BadInput;
import dev.roundtable.queries.Asked;
import dev.roundtable.queries.Value;
import dev.roundtable.tasks.TaskKind;
import dev.roundtable.tasks.TaskStatus;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of the list: a text in the language of queries, and beside it fields of
 * their own, as a form sends them, and addresses from before there was a language.
 *
 * @param q what is asked for in that language, null where nothing is said
 * @param status a status, or {@code open}, {@code closed} or {@code all}
 * @param assignee a name, {@code me} or {@code nobody}
 * @param sort {@code score}, {@code new}, {@code votes} or {@code updated}
 */
record TaskFilter(@Nullable String q, @Nullable String status, @Nullable String kind, @Nullable String severity,
		@Nullable String component, @Nullable String assignee, @Nullable String origin, @Nullable String sort) {

	/** Of the language alone. */
	static TaskFilter of(String q) {
		return new TaskFilter(q, null, null, null, null, null, null, null);
	}

	/** Whether it says nothing at all, not even that everything is wanted. */
	boolean isSilent() {
		return this.q == null && fields().isEmpty();
	}

	/**
	 * All of it in the one language.
	 * @throws BadInput on a field that is no choice
	 */
	String query() {
		String text = (this.q != null) ? this.q.strip() : "";
		Map<String, String> fields = fields();
		return fields.isEmpty() ? text : Asked.parse(text).narrowed(fields).toString();
	}

	/** By the names of the language. */
	private Map<String, String> fields() {
		Map<String, String> fields = new LinkedHashMap<>();
		if (this.status != null) {
			state(this.status.strip().toLowerCase(Locale.ROOT), fields);
		}
		put(fields, "kind", constant(TaskKind.class, "kind", this.kind));
		put(fields, "severity", this.severity);
		put(fields, "in", this.component);
		put(fields, "assignee", this.assignee);
		put(fields, "origin", this.origin);
		put(fields, "sort", constant(Sort.class, "sort", this.sort));
		return fields;
	}

	private static void state(String status, Map<String, String> fields) {
		boolean group = status.equals("open") || status.equals("closed");
		fields.put("is", group ? status : "");
		fields.put("status",
				(group || status.equals("all")) ? "" : String.valueOf(constant(TaskStatus.class, "status", status)));
	}

	private static void put(Map<String, String> fields, String name, @Nullable String value) {
		if (value != null) {
			fields.put(name, value.strip());
		}
	}

	/** Blank and null stay what they are. */
	private static <E extends Enum<E>> @Nullable String constant(Class<E> type, String field, @Nullable String name) {
		if (name == null || name.isBlank()) {
			return name;
		}
		E constant = Value.constant(type, name.strip());
		if (constant == null) {
			throw new BadInput(field, "choice.unknown", name);
		}
		return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

}
