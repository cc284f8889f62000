package dev.roundtable.honours;

import java.util.List;

import dev.roundtable.people.Erasure;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** A person who is erased has no medals, and her days are nobody's. */
@Component
class ErasedHonours implements Erasure {

	private static final List<String> GONE = List.of("delete from medals where account_id = :id",
			"delete from check_ins where account_id = :id");

	private final JdbcClient jdbc;

	ErasedHonours(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	@Override
	public String step() {
		return "honours";
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
