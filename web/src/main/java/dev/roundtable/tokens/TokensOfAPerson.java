package dev.roundtable.tokens;

import java.io.IOException;
import java.time.OffsetDateTime;

import dev.roundtable.people.PersonalData;
import dev.roundtable.people.Viewer;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Which tokens a person has, without a secret, for herself. */
@Component
class TokensOfAPerson implements PersonalData {

	private final JdbcClient jdbc;

	TokensOfAPerson(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	record Token(String name, String scope, OffsetDateTime createdAt, @Nullable OffsetDateTime lastUsedAt,
			@Nullable OffsetDateTime expiresAt) {
	}

	@Override
	public void pack(Viewer person, Archive archive) throws IOException {
		archive.json("tokens.json",
				this.jdbc.sql("""
						select name, scope, created_at as createdAt, last_used_at as lastUsedAt, expires_at as expiresAt
						from api_tokens where account_id = :account order by created_at""")
					.param("account", person.id().value())
					.query(Token.class)
					.list());
	}

}
