package dev.roundtable.passkeys;

import java.io.IOException;
import java.time.OffsetDateTime;

import dev.roundtable.people.PersonalData;
import dev.roundtable.people.Viewer;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Which passkeys a person has, for herself. */
@Component
class PasskeysOfAPerson implements PersonalData {

	private final JdbcClient jdbc;

	PasskeysOfAPerson(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	record Passkey(String name, boolean backedUp, OffsetDateTime createdAt, @Nullable OffsetDateTime lastUsedAt) {
	}

	@Override
	public void pack(Viewer person, Archive archive) throws IOException {
		archive.json("passkeys.json",
				this.jdbc.sql("""
						select name, backed_up as backedUp, created_at as createdAt, last_used_at as lastUsedAt
						from passkeys where account_id = :account order by id""")
					.param("account", person.id().value())
					.query(Passkey.class)
					.list());
	}

}
