package dev.roundtable.rounds;

import java.io.IOException;
import java.time.OffsetDateTime;
import java.util.List;

import dev.roundtable.people.Erasure;
import dev.roundtable.people.PersonalData;
import dev.roundtable.people.Viewer;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How a person voted: hers to take with her, and gone with her. Final results stay. */
@Component
class BallotsOfAPerson implements PersonalData, Erasure {

	private final JdbcClient jdbc;

	BallotsOfAPerson(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	record Chosen(long round, long task, OffsetDateTime at) {
	}

	@Override
	public void pack(Viewer person, Archive archive) throws IOException {
		List<Chosen> chosen = this.jdbc.sql("""
				select c.round_id as round, c.task_number as task, b.cast_at as at from round_choices c
				join round_ballots b on b.round_id = c.round_id and b.account_id = c.account_id
				where c.account_id = :id order by c.round_id, c.task_number
				""").param("id", person.id().value()).query(Chosen.class).list();
		if (!chosen.isEmpty()) {
			archive.json("ballots.json", chosen);
		}
	}

	@Override
	public String step() {
		return "ballots";
	}

	@Override
	public Turn turn() {
		return Turn.TRACES;
	}

	@Override
	public long erase(Who person, long from) {
		for (String table : List.of("round_choices", "round_ballots")) {
			this.jdbc.sql("delete from " + table + " where account_id = :id").param("id", person.id().value()).update();
		}
		return DONE;
	}

}
