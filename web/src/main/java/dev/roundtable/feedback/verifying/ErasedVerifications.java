package dev.roundtable.feedback.verifying;

import dev.roundtable.people.Erasure;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What a person who is erased said of what she tried; a task that moved by it stays. */
@Component
class ErasedVerifications implements Erasure {

	private final JdbcClient jdbc;

	ErasedVerifications(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	@Override
	public String step() {
		return "verifications";
	}

	@Override
	public Turn turn() {
		return Turn.TRACES;
	}

	@Override
	public long erase(Who person, long from) {
		this.jdbc.sql("delete from task_verifications where account_id = :id")
			.param("id", person.id().value())
			.update();
		return DONE;
	}

}
