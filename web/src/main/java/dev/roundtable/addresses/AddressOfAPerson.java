package dev.roundtable.addresses;

import java.io.IOException;
import java.time.OffsetDateTime;

import dev.roundtable.people.PersonalData;
import dev.roundtable.people.Viewer;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** A person's mail address, for her to take with her. */
@Component
class AddressOfAPerson implements PersonalData {

	private final JdbcClient jdbc;

	AddressOfAPerson(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	record Address(String address, OffsetDateTime confirmedAt) {
	}

	@Override
	public void pack(Viewer person, Archive archive) throws IOException {
		archive.json("addresses.json",
				this.jdbc.sql("select address, confirmed_at as confirmedAt from addresses where account_id = :account")
					.param("account", person.id().value())
					.query(Address.class)
					.list());
	}

}
