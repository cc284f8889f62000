package dev.roundtable.channels;

import java.util.List;

import dev.roundtable.people.Erasure;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** A person who is erased is told nothing beyond the page. */
@Component
class ErasedChannels implements Erasure {

	private static final List<String> GONE = List.of("delete from channel_choices where account_id = :id",
			"delete from digest_turns where account_id = :id", "delete from mail_ends where account_id = :id");

	private final JdbcClient jdbc;

	ErasedChannels(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	@Override
	public String step() {
		return "channels";
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
