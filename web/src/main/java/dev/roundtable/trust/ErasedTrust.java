package dev.roundtable.trust;

import java.util.List;

import dev.roundtable.people.Erasure;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What a person who is erased had read, and how far she was trusted. Asked when she is
 * erased already: no node writes after it what it still remembers of her.
 */
@Component
class ErasedTrust implements Erasure {

	private static final List<String> GONE = List.of("delete from topic_reads where account_id = :id",
			"delete from trust_due where account_id = :id", "delete from trust_by_hand where account_id = :id",
			"delete from trust_bars where account_id = :id", "delete from trust_people where account_id = :id");

	private final JdbcClient jdbc;

	ErasedTrust(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	@Override
	public String step() {
		return "trust";
	}

	@Override
	public Turn turn() {
		return Turn.WORDS;
	}

	@Override
	public long erase(Who person, long from) {
		GONE.forEach((sql) -> this.jdbc.sql(sql).param("id", person.id().value()).update());
		return DONE;
	}

}
