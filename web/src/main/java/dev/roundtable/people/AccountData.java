package dev.roundtable.people;

import java.io.IOException;
import java.time.OffsetDateTime;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The account and what was decided of it, for its owner to take with her. */
@Component
class AccountData implements PersonalData {

	private final JdbcClient jdbc;

	AccountData(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	record Account(String name, Role role, OffsetDateTime createdAt, Sanction.@Nullable Kind sanction,
			@Nullable String reason, @Nullable OffsetDateTime until) {
	}

	record PictureRemoval(String reason, OffsetDateTime removedAt) {
	}

	@Override
	public void pack(Viewer person, Archive archive) throws IOException {
		archive.json("account.json", this.jdbc.sql("""
				select a.name, a.role, a.created_at as createdAt, s.kind as sanction, s.reason, s.until_at as until
				from accounts a left join sanctions s on s.account_id = a.id where a.id = :id""")
			.param("id", person.id().value())
			.query(Account.class)
			.single());
		archive.json("picture-removals.json",
				this.jdbc.sql("select reason, removed_at as removedAt from picture_removals where account_id = :id")
					.param("id", person.id().value())
					.query(PictureRemoval.class)
					.list());
	}

}
