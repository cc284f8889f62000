package dev.roundtable.passkeys;

import java.util.List;

import dev.roundtable.people.Erasure;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The passkeys of a person who is erased open nothing any more. */
@Component
class ErasedPasskeys implements Erasure {

	private static final List<String> GONE = List.of("delete from passkeys where account_id = :id",
			"delete from passkey_handles where account_id = :id",
			"delete from passkey_challenges where account_id = :id");

	private final JdbcClient jdbc;

	ErasedPasskeys(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	@Override
	public String step() {
		return "passkeys";
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
