package dev.roundtable.honours;

import java.io.IOException;
import java.time.LocalDate;
import java.time.OffsetDateTime;

import dev.roundtable.people.PersonalData;
import dev.roundtable.people.Viewer;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Medals and days of checking in, for their owner to take with her. */
@Component
class HonoursOfAPerson implements PersonalData {

	private final JdbcClient jdbc;

	HonoursOfAPerson(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	record Medal(String name, String emoji, String reason, OffsetDateTime givenAt) {
	}

	@Override
	public void pack(Viewer person, Archive archive) throws IOException {
		archive.json("medals.json",
				this.jdbc.sql("""
						select name, emoji, reason, given_at as givenAt from medals
						where account_id = :account order by id""")
					.param("account", person.id().value())
					.query(Medal.class)
					.list());
		archive.json("check-ins.json",
				this.jdbc.sql("select on_day from check_ins where account_id = :account order by on_day")
					.param("account", person.id().value())
					.query(LocalDate.class)
					.list());
	}

}
