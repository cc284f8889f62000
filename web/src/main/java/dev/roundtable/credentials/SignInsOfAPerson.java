package dev.roundtable.credentials;

import java.io.IOException;
import java.time.OffsetDateTime;

import dev.roundtable.people.PersonalData;
import dev.roundtable.people.Viewer;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Where a person is signed in, without a secret, for herself. */
@Component
class SignInsOfAPerson implements PersonalData {

	private final JdbcClient jdbc;

	SignInsOfAPerson(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	record SignedIn(String browser, String system, String network, OffsetDateTime createdAt,
			@Nullable OffsetDateTime lastSeenAt, OffsetDateTime expiresAt) {
	}

	@Override
	public void pack(Viewer person, Archive archive) throws IOException {
		archive.json("sign-ins.json",
				this.jdbc.sql("""
						select browser, system, network, created_at as createdAt, last_seen_at as lastSeenAt,
						    expires_at as expiresAt
						from sign_ins where account_id = :account order by created_at""")
					.param("account", person.id().value())
					.query(SignedIn.class)
					.list());
	}

}
