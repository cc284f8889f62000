package dev.roundtable.numbers;

import java.util.List;

import dev.roundtable.people.Erasure;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The days on which a person who is erased was here; what was counted of them is no
 * longer hers.
 */
@Component
class ErasedVisits implements Erasure {

	private static final List<String> GONE = List.of("delete from visit_days where account_id = :id");

	private final JdbcClient jdbc;

	ErasedVisits(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	@Override
	public String step() {
		return "visits";
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
