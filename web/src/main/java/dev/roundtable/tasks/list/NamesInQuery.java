package dev.roundtable.tasks.list;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

import dev.roundtable.people.AccountId;
import dev.roundtable.people.Accounts;
import dev.roundtable.people.Viewer;
import dev.roundtable.queries.Asked;
import dev.roundtable.queries.Operator;
import dev.roundtable.queries.Value;
import dev.roundtable.tasks.ComponentNames;
import org.jspecify.annotations.Nullable;

import org.springframework.util.function.SingletonSupplier;

/**
 * The people and components that one query names: each kind is looked up once, however
 * many it names, and not at all where it names none.
 */
final class NamesInQuery {

	/** People of one query. */
	static final int MOST_PEOPLE = 50;

	private final Supplier<Accounts.Named> people;

	private final Supplier<Map<String, String>> components;

	NamesInQuery(Asked asked, Accounts accounts, ComponentNames components, @Nullable Viewer viewer) {
		List<String> names = asked.named()
			.stream()
			.filter((term) -> Operator.of(term.name()).filter(NamesInQuery::isPerson).isPresent())
			.flatMap((term) -> term.values().stream())
			.map(Value::text)
			.map(NamesInQuery::name)
			.distinct()
			.limit(MOST_PEOPLE)
			.toList();
		this.people = SingletonSupplier.of(() -> accounts.byNames(names));
		this.components = SingletonSupplier.of(() -> components.names(viewer));
	}

	static boolean isPerson(Operator operator) {
		return operator == Operator.BY || operator == Operator.ASSIGNEE;
	}

	/** As it is, or as people are mentioned. */
	static String name(String text) {
		return text.startsWith("@") ? text.substring(1) : text;
	}

	Optional<AccountId> person(String name) {
		return this.people.get().find(name);
	}

	/** The key of what somebody calls a component by either. */
	String componentKey(String text) {
		return this.components.get()
			.entrySet()
			.stream()
			.filter((name) -> name.getValue().equalsIgnoreCase(text))
			.map(Map.Entry::getKey)
			.findFirst()
			.orElse(text);
	}

}
