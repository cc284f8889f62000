package dev.roundtable.federation;

import java.io.IOException;
import java.time.OffsetDateTime;

import dev.roundtable.people.PersonalData;
import dev.roundtable.people.Viewer;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Which accounts of other sites a person linked, for herself. */
@Component
class IdentitiesOfAPerson implements PersonalData {

	private final JdbcClient jdbc;

	IdentitiesOfAPerson(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	record Linked(String authority, String subject, String label, OffsetDateTime createdAt,
			@Nullable OffsetDateTime lastUsedAt) {
	}

	@Override
	public void pack(Viewer person, Archive archive) throws IOException {
		archive.json("linked-accounts.json",
				this.jdbc.sql("""
						select authority, subject, label, created_at as createdAt, last_used_at as lastUsedAt
						from federated_identities where account_id = :account order by id""")
					.param("account", person.id().value())
					.query(Linked.class)
					.list());
	}

}
