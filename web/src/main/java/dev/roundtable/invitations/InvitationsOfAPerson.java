package dev.roundtable.invitations;

import java.io.IOException;
import java.time.OffsetDateTime;

import dev.roundtable.people.PersonalData;
import dev.roundtable.people.Viewer;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How a person came here, and her own invitations, for her to take with her. */
@Component
class InvitationsOfAPerson implements PersonalData {

	private final JdbcClient jdbc;

	private final JoinRequests requests;

	InvitationsOfAPerson(JdbcClient jdbc, JoinRequests requests) {
		this.jdbc = jdbc;
		this.requests = requests;
	}

	/** By which way she came. */
	record SignUp(String source, OffsetDateTime joinedAt) {
	}

	/** A link that she handed out. */
	record Own(String code, OffsetDateTime madeAt, OffsetDateTime endsAt, int uses, int used,
			@Nullable OffsetDateTime revokedAt) {
	}

	@Override
	public void pack(Viewer person, Archive archive) throws IOException {
		archive.json("joining.json", this.requests.of(person.id()));
		archive.json("sign-up.json",
				this.jdbc.sql("select source, joined_at as joinedAt from sign_ups where account_id = :me")
					.param("me", person.id().value())
					.query(SignUp.class)
					.list());
		archive.json("invitations.json", this.jdbc.sql("""
				select code, made_at as madeAt, ends_at as endsAt, uses, used, revoked_at as revokedAt
				from invitation_links where made_by = :me and personal = true order by id
				""").param("me", person.id().value()).query(Own.class).list());
	}

}
