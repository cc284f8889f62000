package dev.roundtable.people;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Optional;

import dev.roundtable.http.BadInput;
import dev.roundtable.http.NotFound;
import dev.roundtable.journal.Journal;
import dev.roundtable.journal.Subject;
import dev.roundtable.site.Audience;
import dev.roundtable.writing.Text;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Which picture stands for somebody. Each of these is a part of the caller's transaction,
 * who keeps the files; after it, the caller tells {@link Viewers}.
 */
@Component
public class Faces {

	private final JdbcClient jdbc;

	private final AccountLocks locks;

	private final Journal journal;

	private final Clock clock;

	Faces(JdbcClient jdbc, AccountLocks locks, Journal journal, Clock clock) {
		this.jdbc = jdbc;
		this.locks = locks;
		this.journal = journal;
		this.clock = clock;
	}

	/**
	 * Shows another picture of oneself, or none.
	 * @param picture null for none
	 */
	public void show(Viewer viewer, @Nullable String picture) {
		viewer.require(Capability.POST);
		set(viewer.id(), picture);
		this.jdbc.sql("delete from picture_removals where account_id = :id").param("id", viewer.id().value()).update();
		record(viewer, viewer.id(), "pictured", Map.of());
	}

	/**
	 * Takes away the picture of somebody else; where there is none, nothing happens.
	 * @throws BadInput {@code moderation.reason} on {@code reason}; on {@code name} a
	 * member of the team for who is no administrator
	 * @throws NotFound when there is no such account
	 */
	public void takeAway(Viewer moderator, AccountId account, @Nullable String reason) {
		moderator.require(Capability.MODERATE);
		if (reason == null || reason.isBlank()) {
			throw new BadInput("reason", "moderation.reason");
		}
		String why = Text.line("reason", reason, Sanction.REASON);
		if (this.locks.role(account).isTeam() && !moderator.may(Capability.ADMINISTER)) {
			throw new BadInput("name", "sanction.team");
		}
		if (of(account).isEmpty()) {
			return;
		}
		set(account, null);
		this.jdbc.sql("delete from picture_removals where account_id = :id").param("id", account.value()).update();
		this.jdbc.sql("""
				insert into picture_removals (account_id, reason, removed_at) values (:id, :reason, :now)""")
			.param("id", account.value())
			.param("reason", why)
			.param("now", OffsetDateTime.now(this.clock))
			.update();
		record(moderator, account, "removed-picture", Map.of("reason", why));
	}

	private void set(AccountId account, @Nullable String picture) {
		this.jdbc.sql("update accounts set picture = cast(:picture as varchar) where id = :id and erased_at is null")
			.param("picture", picture)
			.param("id", account.value())
			.update();
	}

	/** Her picture's name. */
	public Optional<String> of(AccountId account) {
		return this.jdbc.sql("select picture from accounts where id = :id and picture is not null")
			.param("id", account.value())
			.query(String.class)
			.optional();
	}

	/** Why a moderator took hers away, as long as she shows no other. */
	public Optional<String> whyGone(AccountId account) {
		return this.jdbc.sql("select reason from picture_removals where account_id = :id")
			.param("id", account.value())
			.query(String.class)
			.optional();
	}

	private void record(Viewer by, AccountId account, String action, Map<String, String> facts) {
		this.journal.record(by.id().value(), action, Subject.of("account", account.value()), Audience.EVERYONE, facts);
	}

}
