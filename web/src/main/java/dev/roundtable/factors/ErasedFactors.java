package dev.roundtable.factors;

import java.util.List;

import dev.roundtable.people.Erasure;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What a person who is erased signed in with beside her password. */
@Component
class ErasedFactors implements Erasure {

	private static final List<String> GONE = List.of("delete from second_factors where account_id = :id",
			"delete from recovery_codes where account_id = :id");

	private final JdbcClient jdbc;

	ErasedFactors(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	@Override
	public String step() {
		return "factors";
	}

	@Override
	public Turn turn() {
		return Turn.ACCESS;
	}

	@Override
	public long erase(Who person, long from) {
		GONE.forEach((sql) -> this.jdbc.sql(sql).param("id", person.id().value()).update());
		return DONE;
	}

}
