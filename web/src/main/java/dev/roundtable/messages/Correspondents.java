package dev.roundtable.messages;

import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.roundtable.http.BadInput;
import dev.roundtable.people.AccountId;
import dev.roundtable.people.AccountName;
import dev.roundtable.people.Accounts;
import dev.roundtable.people.Viewer;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Whom somebody writes to, by name. */
@Component
class Correspondents {

	/** Beside who writes. */
	static final int MOST = 20;

	/** UTF-16 units of a form's field with all of them. */
	static final int TYPED = 1000;

	private final Accounts accounts;

	private final JdbcClient jdbc;

	Correspondents(Accounts accounts, JdbcClient jdbc) {
		this.accounts = accounts;
		this.jdbc = jdbc;
	}

	/** As somebody types them into one field: names have no spaces and no commas. */
	static List<String> typed(String names) {
		return Arrays.stream(names.split("[\\s,;，、；\\u3000]+")).filter((name) -> !name.isEmpty()).toList();
	}

	/**
	 * That somebody of them blocks who writes is told by nothing: it only does not reach
	 * her.
	 * @return each once, without who writes
	 * @throws BadInput on the field {@code to}: nobody, oneself alone, too many, somebody
	 * who is not there, or whom one blocks
	 */
	Set<AccountId> named(Viewer author, Collection<String> names) {
		if (names.isEmpty()) {
			throw new BadInput("to", "message.nobody");
		}
		if (names.size() > MOST) {
			throw new BadInput("to", "message.many", MOST);
		}
		Set<AccountId> people = new LinkedHashSet<>();
		for (String name : names) {
			AccountId person = Optional.of(bare(name))
				.filter((one) -> one.length() <= AccountName.MAX_UNITS)
				.flatMap(this.accounts::byName)
				.orElseThrow(() -> new BadInput("to", "message.unknown", shown(name)));
			if (blocks(author.id(), person)) {
				throw new BadInput("to", "message.blocked", shown(name));
			}
			people.add(person);
		}
		people.remove(author.id());
		if (people.isEmpty()) {
			throw new BadInput("to", "message.self");
		}
		return people;
	}

	private static String bare(String name) {
		return name.strip().startsWith("@") ? name.strip().substring(1) : name.strip();
	}

	private static String shown(String name) {
		return (name.length() <= 40) ? name : name.substring(0, 40) + "…";
	}

	private boolean blocks(AccountId one, AccountId other) {
		return this.jdbc.sql("select count(*) from block_facts where account_id = :one and what = :other")
			.param("one", one.value())
			.param("other", "person-" + other.value())
			.query(Integer.class)
			.single() > 0;
	}

}
