package dev.roundtable.releases.seats;

import java.util.List;

import dev.roundtable.people.Erasure;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The seats of a person who is erased, and which channel her reports came from. */
@Component
class ErasedSeats implements Erasure {

	private static final List<String> GONE = List.of("delete from channel_seats where account_id = :id",
			"delete from channel_reports where account_id = :id");

	private final JdbcClient jdbc;

	ErasedSeats(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	@Override
	public String step() {
		return "channel-seats";
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
