package dev.roundtable.tasks;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.roundtable.http.Messages;
import dev.roundtable.journal.Entry;
import dev.roundtable.journal.Journal;
import dev.roundtable.people.AccountId;
import dev.roundtable.people.Audiences;
import dev.roundtable.people.Viewer;
import dev.roundtable.writing.When;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Tells what happened to a task, in sentences: the journal's rows, and those that were
 * written before there was one.
 */
@Component
public class TaskHistory {

	/** Values that have a name in every language. */
	private static final Set<String> NAMED = Set.of("status", "severity", "kind", "regression");

	/** What people do by the hundred is a number on the page, and no sentence each. */
	private static final Set<String> COUNTED = Set.of("me-too", "me-too-withdrawn");

	/** Those whose sentence has the reason in it. */
	private static final Set<String> SAID = Set.of("declined", "asked", "weighted");

	private static final String DID = "did.task.";

	private static final String FIELD = "field.";

	/** Of what is carried to outside trackers. */
	private static final String LINKED = "links.field.";

	private final JdbcClient jdbc;

	private final Journal journal;

	private final Messages messages;

	private final RuleReasons reasons;

	TaskHistory(JdbcClient jdbc, Journal journal, Messages messages, RuleReasons reasons) {
		this.reasons = reasons;
		this.jdbc = jdbc;
		this.journal = journal;
		this.messages = messages;
	}

	/** The journal's rows that are for her, oldest first. */
	public List<Entry> entries(TaskNumber task, @Nullable Viewer viewer) {
		Audiences audiences = Audiences.of(viewer);
		return this.journal.of(Tasks.subject(task.value()))
			.stream()
			.filter((entry) -> audiences.include(entry.audience()) && !COUNTED.contains(entry.action()))
			.toList();
	}

	/**
	 * Oldest first. The caller has seen to the task's audience.
	 * @param names of those who did it
	 */
	public List<Event> events(TaskNumber task, List<Entry> entries, Map<AccountId, String> names) {
		boolean allInTheJournal = !entries.isEmpty() && entries.getFirst().action().equals("opened");
		List<Event> events = new ArrayList<>(allInTheJournal ? List.of() : beforeTheJournal(task));
		for (Entry entry : entries) {
			String by = (entry.actor() != null) ? names.get(AccountId.of(entry.actor())) : null;
			events.add(new Event(by, entry.action(), sentence(entry), why(entry), When.of(entry.at())));
		}
		return events;
	}

	private String why(Entry entry) {
		String why = SAID.contains(entry.action()) ? null : this.reasons.told(entry.fact("reason"));
		return (why != null) ? why : "";
	}

	private String sentence(Entry entry) {
		return switch (entry.action()) {
			case "rated" -> of(entry, named("severity", entry.fact("from")), named("severity", entry.fact("to")));
			case "fixed", "released", "verified" -> of(entry, entry.fact("build"));
			case "proved", "disproved" -> of(entry, Integer.valueOf(entry.fact("people")), entry.fact("build"));
			case "tried-works", "tried-broken" -> of(entry, entry.fact("build"));
			case "declined", "asked" -> of(entry, entry.fact("reason"));
			case "weighted" -> of(entry, entry.fact("to"), entry.fact("reason"));
			case "planned" ->
				entry.fact("title").isEmpty() ? of(entry) : this.messages.of(DID + "chosen", entry.fact("title"));
			case "merged" -> of(entry, entry.fact("into"));
			case "unmerged", "reopened", "sent-back" -> of(entry, named("status", entry.fact("to")));
			case "undid" -> of(entry, named("status", entry.fact("from")), named("status", entry.fact("to")));
			case "took-in", "gave-back" -> of(entry, entry.fact("other"));
			case "related", "unrelated" -> of(entry, named("relation", entry.fact("relation")), entry.fact("other"));
			case "pushed", "tried-again" -> of(entry, entry.fact("name"));
			case "linked", "unlinked" -> of(entry, entry.fact("name"), entry.fact("what"));
			case "settled" -> of(entry, entry.fact("name"), this.messages.of(LINKED + entry.fact("what")));
			case "opened" -> of(entry, named("origin", entry.fact("origin")));
			default -> of(entry, entry.fact("from"), entry.fact("to"));
		};
	}

	private String of(Entry entry, Object... facts) {
		return this.messages.of(DID + entry.action(), facts);
	}

	private String named(String field, String value) {
		return value.isEmpty() ? value : this.messages.of(field + "." + value);
	}

	/** Kept as it was written: fields and their values. */
	private List<Event> beforeTheJournal(TaskNumber task) {
		return this.jdbc.sql("""
				select a.name, c.changed_at, c.field, c.old_value, c.new_value
				from task_changes c join people_names a on a.account_id = c.changed_by
				where c.task_number = :task order by c.id
				""").param("task", task.value()).query((row, _) -> {
			String field = row.getString("field");
			return new Event(row.getString("name"), "changed",
					this.messages.of("did.task.changed", this.messages.of(FIELD + field),
							value(field, row.getString("old_value")), value(field, row.getString("new_value"))),
					"", When.of(row.getObject("changed_at", OffsetDateTime.class).toInstant()));
		}).list();
	}

	private String value(String field, @Nullable String value) {
		if (value == null || value.isEmpty()) {
			return "–";
		}
		return NAMED.contains(field) ? named(field, value) : value;
	}

	/**
	 * @param by null where nobody in particular did it
	 * @param what the sentence, after the name
	 * @param why what was said with it, empty for nothing more
	 */
	public record Event(@Nullable String by, String action, String what, String why, When at) {
	}

}
