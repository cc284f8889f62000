package dev.roundtable.appeals;

import dev.roundtable.people.Erasure;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What a person who is erased said for herself goes, with what she was answered. */
@Component
class ErasedAppeals implements Erasure {

	private final JdbcClient jdbc;

	ErasedAppeals(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	@Override
	public String step() {
		return "appeals";
	}

	@Override
	public Turn turn() {
		return Turn.TRACES;
	}

	@Override
	public long erase(Who person, long from) {
		this.jdbc.sql("delete from appeals where account_id = :id").param("id", person.id().value()).update();
		return DONE;
	}

}
