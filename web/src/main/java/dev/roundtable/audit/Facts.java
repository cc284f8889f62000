package dev.roundtable.audit;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import dev.roundtable.http.Messages;
import dev.roundtable.journal.Entry;
import dev.roundtable.journal.Subject;
import dev.roundtable.people.AccountId;
import dev.roundtable.people.PersonUrl;
import dev.roundtable.writing.When;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * The facts of an entry as its readers say them. What is not known here, of a later
 * version or of an import, stands as it was written.
 */
@Component
class Facts {

	/** What they are called, in the order in which they are told. */
	static final List<String> KEYS = List.of("title", "name", "slug", "label", "tag", "medal", "word", "floor",
			"floors", "comment", "message", "kind", "origin", "role", "against", "outcome", "act", "scope", "language",
			"source", "group", "rule", "members", "joined", "left", "account", "author", "into", "relation", "other",
			"build", "channel", "date", "people", "what", "from", "to", "removed", "added", "files", "topics",
			"replies", "tasks", "documents", "words", "until", "due", "at", "reason");

	/** Known to the code alone: what stands beside it says the same. */
	static final Set<String> UNSAID = Set.of("id");

	/** To what things are done. */
	static final Set<String> THINGS = Set.of("account", "board", "channel", "conversation", "directmessage", "group",
			"import", "invitation", "ladder", "limits", "mailstop", "messagereview", "release", "review", "round",
			"synonyms", "task", "topic", "tracker", "verification", "votes", "words");

	private static final Set<String> MOMENTS = Set.of("until", "due", "at");

	private static final Set<String> PEOPLE = Set.of("account", "author");

	private static final Set<String> TASKS = Set.of("into", "other");

	private final Messages messages;

	private final FactValues values;

	Facts(Messages messages, FactValues values) {
		this.messages = messages;
		this.values = values;
	}

	/**
	 * Public for its template.
	 *
	 * @param name what it is called
	 * @param text its value in words
	 * @param at what it is instead where it is a moment
	 * @param url where that stands, null where it has no page
	 */
	record Fact(String name, String text, @Nullable When at, @Nullable String url) {
	}

	/** The accounts that the facts of an entry name. */
	static Stream<Long> accounts(Entry entry) {
		return PEOPLE.stream().map(entry::fact).filter(Facts::isNumber).map(Long::valueOf);
	}

	/**
	 * @param names of all {@link #accounts}
	 */
	List<Fact> of(Entry entry, Map<AccountId, String> names) {
		List<String> keys = new ArrayList<>(KEYS);
		entry.facts().keySet().stream().filter((key) -> !KEYS.contains(key)).sorted().forEach(keys::add);
		return keys.stream()
			.filter((key) -> !UNSAID.contains(key) && entry.facts().containsKey(key))
			.filter((key) -> !entry.fact(key).isEmpty() || FactValues.tellsNothing(key))
			.map((key) -> fact(entry, key, names))
			.toList();
	}

	private Fact fact(Entry entry, String key, Map<AccountId, String> names) {
		String value = entry.fact(key);
		String name = KEYS.contains(key) ? this.messages.of(key(key)) : key;
		When at = MOMENTS.contains(key) ? moment(value) : null;
		if (PEOPLE.contains(key) && isNumber(value)) {
			String person = names.get(AccountId.of(Long.valueOf(value)));
			return (person != null) ? new Fact(name, person, null, PersonUrl.of(person))
					: new Fact(name, value, null, null);
		}
		if (TASKS.contains(key) && isNumber(value)) {
			return new Fact(name, "#" + value, null, "/tasks/" + value);
		}
		return new Fact(name, this.values.text(entry.action(), key, value), at, null);
	}

	/** The key of what it is called. */
	static String key(String fact) {
		return "audit.fact." + fact;
	}

	/** What something is called that has no name here. */
	String thing(Subject subject) {
		return THINGS.contains(subject.type()) ? this.messages.of(thing(subject.type()), String.valueOf(subject.id()))
				: subject.toString();
	}

	/** The key of what something of that type is called. */
	static String thing(String type) {
		return "audit.thing." + type;
	}

	private static boolean isNumber(String value) {
		return value.matches("[1-9][0-9]{0,17}");
	}

	private static @Nullable When moment(String value) {
		try {
			return When.of(Instant.parse(value));
		}
		catch (DateTimeParseException ex) {
			return null;
		}
	}

}
