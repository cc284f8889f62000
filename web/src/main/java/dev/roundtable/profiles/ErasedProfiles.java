package dev.roundtable.profiles;

import dev.roundtable.people.Erasure;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What somebody who is erased said of herself goes with her account. */
@Component
class ErasedProfiles implements Erasure {

	private final JdbcClient jdbc;

	ErasedProfiles(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	@Override
	public String step() {
		return "profile";
	}

	@Override
	public Turn turn() {
		return Turn.ACCESS;
	}

	@Override
	public long erase(Who person, long from) {
		this.jdbc.sql("delete from devices where account_id = :id").param("id", person.id().value()).update();
		this.jdbc.sql("delete from profiles where account_id = :id").param("id", person.id().value()).update();
		return DONE;
	}

}
