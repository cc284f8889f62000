package dev.roundtable.invitations;

import java.util.List;

import dev.roundtable.people.Erasure;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * By which way a person who is erased came, why she wanted to, and whom she invited: her
 * own links go, those that she made for the site stay.
 */
@Component
class ErasedInvitations implements Erasure {

	private static final List<String> GONE = List.of("delete from sign_ups where account_id = :id",
			"delete from join_requests where account_id = :id",
			"delete from invitation_links where made_by = :id and personal = true");

	private final JdbcClient jdbc;

	ErasedInvitations(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	@Override
	public String step() {
		return "invitations";
	}

	@Override
	public Turn turn() {
		return Turn.TRACES;
	}

	@Override
	public long erase(Who person, long from) {
		GONE.forEach((sql) -> this.jdbc.sql(sql).param("id", person.id().value()).update());
		return DONE;
	}

}
