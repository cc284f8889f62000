package dev.roundtable.honours;

import dev.roundtable.people.Erasure;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** A person who is erased has no medals, and her days are nobody's. */
@Component
class ErasedHonours implements Erasure {

	private final JdbcClient jdbc;

	private final Medals medals;

	ErasedHonours(JdbcClient jdbc, Medals medals) {
		this.jdbc = jdbc;
		this.medals = medals;
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
		this.medals.takeAll(person.id().value());
		this.jdbc.sql("delete from check_ins where account_id = :id").param("id", person.id().value()).update();
		return DONE;
	}

}
