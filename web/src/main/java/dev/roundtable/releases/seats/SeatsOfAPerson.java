package dev.roundtable.releases.seats;

import java.io.IOException;
import java.time.OffsetDateTime;
import java.util.List;

import dev.roundtable.people.PersonalData;
import dev.roundtable.people.Viewer;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** In which channels a person has a seat, for her to take with her. */
@Component
class SeatsOfAPerson implements PersonalData {

	private final JdbcClient jdbc;

	SeatsOfAPerson(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	record Sat(String channel, String state, OffsetDateTime since) {
	}

	@Override
	public void pack(Viewer person, Archive archive) throws IOException {
		List<Sat> seats = this.jdbc
			.sql("select channel, state, since from channel_seats where account_id = :id order by channel")
			.param("id", person.id().value())
			.query(Sat.class)
			.list();
		if (!seats.isEmpty()) {
			archive.json("channel-seats.json", seats);
		}
	}

}
