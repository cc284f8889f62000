package dev.roundtable.privacy;

import java.util.Locale;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.roundtable.journal.Entry;
import dev.roundtable.journal.Subject;
import dev.roundtable.journal.Traces;
import dev.roundtable.people.Erasure;

import org.springframework.stereotype.Component;

/**
 * The name of a person who is erased, in what the journal says of her and of what she
 * did, and wherever a fact is nothing but her name. A title that somebody else wrote
 * stays as it is.
 */
@Component
class ErasedFromJournal implements Erasure {

	private final Traces journal;

	ErasedFromJournal(Traces journal) {
		this.journal = journal;
	}

	@Override
	public String step() {
		return "journal";
	}

	@Override
	public Turn turn() {
		return Turn.TRACES;
	}

	@Override
	public long erase(Who person, long from) {
		Subject account = Subject.of("account", person.id().value());
		OptionalLong done = this.journal.replace(from, person.name(),
				(entry) -> isHers(entry, account) ? within(person) : whole(person));
		return done.orElse(DONE);
	}

	private static boolean isHers(Entry entry, Subject account) {
		return entry.subject().equals(account) || Objects.equals(entry.actor(), account.id());
	}

	private static Function<String, String> whole(Who person) {
		String name = person.name().toLowerCase(Locale.ROOT);
		return (fact) -> fact.toLowerCase(Locale.ROOT).equals(name) ? person.placeholder() : fact;
	}

	private static Function<String, String> within(Who person) {
		Pattern name = Pattern.compile(Pattern.quote(person.name()), Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
		String other = Matcher.quoteReplacement(person.placeholder());
		return (fact) -> name.matcher(fact).replaceAll(other);
	}

}
