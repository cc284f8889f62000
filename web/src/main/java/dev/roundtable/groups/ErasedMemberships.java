package dev.roundtable.groups;

import java.util.List;

import dev.roundtable.people.Erasure;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** A person who is erased is in no group, and nothing is counted of her. */
@Component
class ErasedMemberships implements Erasure {

	private static final List<String> GONE = List.of("delete from group_members where account_id = :id",
			"delete from person_deeds where account_id = :id");

	private final JdbcClient jdbc;

	ErasedMemberships(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	@Override
	public String step() {
		return "groups";
	}

	@Override
	public Turn turn() {
		return Turn.TRACES;
	}

	@Override
	public long erase(Who person, long from) {
		GONE.forEach((sql) -> this.jdbc.sql(sql).param("id", person.id().value()).update());
		return DONE;
	}

}
