package dev.roundtable.tasks.list;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import java.util.function.ToLongFunction;

import dev.roundtable.http.BadInput;
import dev.roundtable.people.Viewer;
import dev.roundtable.tasks.TaskKind;
import dev.roundtable.tasks.TaskStatus;
import org.jspecify.annotations.Nullable;

/**
 * Which rows of the list somebody wants to see. Blank fields do not filter.
 *
 * @param q part of the title, or a number
 * @param status a status, or {@code open}, {@code closed} or {@code all}
 * @param assignee a name, {@code me} or {@code nobody}
 * @param sort {@code score}, {@code new}, {@code votes} or {@code updated}
 */
record TaskFilter(String q, String status, String kind, String component, String assignee, String origin, String sort) {

	/** UTF-16 units of {@code q}. */
	static final int LONGEST = 200;

	TaskFilter {
		q = orEmpty(q);
		status = orEmpty(status);
		kind = orEmpty(kind);
		component = orEmpty(component);
		assignee = orEmpty(assignee);
		origin = orEmpty(origin);
		sort = orEmpty(sort);
	}

	private static String orEmpty(@Nullable String text) {
		return (text != null) ? text.strip() : "";
	}

	/**
	 * The same, for those who did not say which status they want: what is still to be
	 * done.
	 */
	TaskFilter openUnless(boolean chosen) {
		return chosen ? this : new TaskFilter(q(), "open", kind(), component(), assignee(), origin(), sort());
	}

	/** The same, with {@code me} resolved. */
	TaskFilter by(@Nullable Viewer viewer) {
		String whose = (viewer != null && assignee().equals("me")) ? viewer.name() : assignee();
		return new TaskFilter(q(), status(), kind(), component(), whose, origin(), sort());
	}

	/** The address of the list as this filters it. */
	String url(String cursor) {
		StringJoiner query = new StringJoiner("&", "/tasks?", "");
		query.add("status=" + encoded(status()));
		Map<String, String> fields = new LinkedHashMap<>();
		fields.put("q", q());
		fields.put("kind", kind());
		fields.put("component", component());
		fields.put("assignee", assignee());
		fields.put("origin", origin());
		fields.put("sort", sort());
		fields.put("cursor", cursor);
		fields.forEach((name, value) -> {
			if (!value.isEmpty()) {
				query.add(name + "=" + encoded(value));
			}
		});
		return query.toString();
	}

	private static String encoded(String text) {
		return URLEncoder.encode(text, StandardCharsets.UTF_8);
	}

	/** The same, of one status. */
	TaskFilter of(String status) {
		return new TaskFilter(q(), status, kind(), component(), assignee(), origin(), sort());
	}

	/** For templates: whether it filters by more than the status. */
	public boolean isNarrow() {
		return !(q() + kind() + component() + assignee() + origin()).isEmpty();
	}

	/** The same, for the counts beside each status. */
	TaskFilter anyStatus() {
		return new TaskFilter(q(), "", kind(), component(), assignee(), origin(), sort());
	}

	/**
	 * SQL conditions, and their parameters added to the map.
	 * @param accounts gives the account of a name
	 */
	List<String> conditions(Map<String, Object> parameters, ToLongFunction<String> accounts) {
		List<String> conditions = new ArrayList<>();
		text(conditions, parameters);
		status(conditions, parameters);
		if (!kind().isEmpty()) {
			conditions.add("t.kind = :kind");
			parameters.put("kind", constant(TaskKind.class, "kind", kind()));
		}
		if (!component().isEmpty()) {
			conditions.add("t.component = :component");
			parameters.put("component", component());
		}
		if (!origin().isEmpty()) {
			conditions.add("t.origin = :origin");
			parameters.put("origin", origin().toUpperCase(Locale.ROOT));
		}
		if (assignee().equals("nobody")) {
			conditions.add("t.assignee_id is null");
		}
		else if (!assignee().isEmpty()) {
			conditions.add("t.assignee_id = :assignee");
			parameters.put("assignee", accounts.applyAsLong(assignee()));
		}
		return conditions;
	}

	private void text(List<String> conditions, Map<String, Object> parameters) {
		if (q().length() > LONGEST) {
			throw new BadInput("q", "text.long", LONGEST, q().length());
		}
		String words = q().startsWith("#") ? q().substring(1) : q();
		if (words.isEmpty()) {
			return;
		}
		if (words.length() < 18 && words.chars().allMatch((c) -> c >= '0' && c <= '9')) {
			conditions.add("(t.number = :wanted or lower(t.title) like :words)");
			parameters.put("wanted", Long.parseLong(words));
		}
		else {
			conditions.add("lower(t.title) like :words");
		}
		parameters.put("words", "%"
				+ words.toLowerCase(Locale.ROOT).replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%");
	}

	private void status(List<String> conditions, Map<String, Object> parameters) {
		switch (status().toLowerCase(Locale.ROOT)) {
			case "", "all" -> {
			}
			// By what they are not: for "in", H2 takes the index of the statuses and
			// sorts.
			case "open" -> {
				conditions.add("t.status not in (:statuses)");
				parameters.put("statuses", statuses(false));
			}
			case "closed" -> {
				conditions.add("t.status not in (:statuses)");
				parameters.put("statuses", statuses(true));
			}
			default -> {
				conditions.add("t.status = :status");
				parameters.put("status", constant(TaskStatus.class, "status", status()));
			}
		}
	}

	/**
	 * What to order by before the sort's own column. It is the same in all rows, and
	 * names the index that has them in that order.
	 */
	String first(TaskList.Sort sort) {
		return switch (sort) {
			case VOTES -> kind().isEmpty() ? "" : "t.kind, ";
			case SCORE -> status().isEmpty() || isGroup() ? "" : "t.status, ";
			case NEW, UPDATED -> "";
		};
	}

	private boolean isGroup() {
		return status().equalsIgnoreCase("open") || status().equalsIgnoreCase("closed");
	}

	private static List<String> statuses(boolean open) {
		return Arrays.stream(TaskStatus.values()).filter((one) -> one.isOpen() == open).map(Enum::name).toList();
	}

	private static <E extends Enum<E>> String constant(Class<E> type, String field, String name) {
		try {
			return Enum.valueOf(type, name.toUpperCase(Locale.ROOT)).name();
		}
		catch (IllegalArgumentException unknown) {
			throw new BadInput(field, "choice.unknown", name);
		}
	}

}
