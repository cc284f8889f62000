package dev.roundtable.trust;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;

import dev.roundtable.http.BadInput;
import dev.roundtable.http.NotFound;
import dev.roundtable.http.Once;
import dev.roundtable.http.OnceKey;
import dev.roundtable.journal.Journal;
import dev.roundtable.journal.Subject;
import dev.roundtable.people.AccountId;
import dev.roundtable.people.Capability;
import dev.roundtable.people.Viewer;
import dev.roundtable.site.Audience;
import dev.roundtable.writing.Text;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Lets moderators fix somebody's level, and let go of it again. */
@Component
public class ByHand {

	static final int REASON = 400;

	private final JdbcClient jdbc;

	private final Trust trust;

	private final Due due;

	private final Once once;

	private final Journal journal;

	private final Clock clock;

	ByHand(JdbcClient jdbc, Trust trust, Due due, Once once, Journal journal, Clock clock) {
		this.jdbc = jdbc;
		this.trust = trust;
		this.due = due;
		this.once = once;
		this.journal = journal;
		this.clock = clock;
	}

	/**
	 * Takes the place of what another moderator said; the same again changes nothing.
	 * @throws BadInput on {@code level}; {@code moderation.reason} on {@code reason}; on
	 * {@code level} {@code trust.self} for oneself and {@code trust.team} for who works
	 * here
	 * @throws NotFound when there is no such account
	 */
	public void fix(Viewer moderator, OnceKey key, AccountId person, @Nullable TrustLevel level,
			@Nullable String reason) {
		moderator.require(Capability.MODERATE);
		if (level == null) {
			throw new BadInput("level", "trust.level");
		}
		if (reason == null || reason.isBlank()) {
			throw new BadInput("reason", "moderation.reason");
		}
		String why = Text.line("reason", reason, REASON);
		this.once.write(key.asking("fix trust " + person.value(), level, why), () -> {
			requireRight(moderator, person);
			int same = this.jdbc.sql("""
					select count(*) from trust_by_hand where account_id = :id and level = :level and reason = :why
					""")
				.param("id", person.value())
				.param("level", level.number())
				.param("why", why)
				.query(Integer.class)
				.single();
			if (same > 0) {
				return;
			}
			this.jdbc.sql("delete from trust_by_hand where account_id = :id").param("id", person.value()).update();
			this.jdbc.sql("""
					insert into trust_by_hand (account_id, level, reason, set_by, set_at)
					values (:id, :level, :why, :by, :now)
					""")
				.param("id", person.value())
				.param("level", level.number())
				.param("why", why)
				.param("by", moderator.id().value())
				.param("now", OffsetDateTime.now(this.clock))
				.update();
			this.journal.record(moderator.id().value(), "fixed trust", Subject.of("account", person.value()),
					Audience.TEAM, Map.of("to", level.name(), "reason", why));
		});
		this.trust.forget(person);
	}

	/**
	 * From now on she stands where she came by herself; where nobody had fixed it,
	 * nothing happens.
	 * @throws BadInput as {@link #fix}
	 * @throws NotFound when there is no such account
	 */
	void release(Viewer moderator, OnceKey key, AccountId person) {
		moderator.require(Capability.MODERATE);
		this.once.write(key.asking("release trust " + person.value()), () -> {
			requireRight(moderator, person);
			int gone = this.jdbc.sql("delete from trust_by_hand where account_id = :id")
				.param("id", person.value())
				.update();
			if (gone > 0) {
				this.due.mark(List.of(person.value()));
				this.journal.record(moderator.id().value(), "released trust", Subject.of("account", person.value()),
						Audience.TEAM, Map.of());
			}
		});
		this.trust.forget(person);
	}

	/**
	 * Two who act on one person come one by one: the row of what is counted is locked.
	 */
	private void requireRight(Viewer moderator, AccountId person) {
		String role = this.jdbc.sql("select role from living_people where account_id = :id")
			.param("id", person.value())
			.query(String.class)
			.optional()
			.orElseThrow(() -> new NotFound("account " + person.value()));
		if (person.equals(moderator.id())) {
			throw new BadInput("level", "trust.self");
		}
		if (!role.equals("FAN")) {
			throw new BadInput("level", "trust.team");
		}
		this.jdbc.sql("""
				insert into trust_people (account_id, earned, counted_at)
				select p.account_id, case when exists (
				    select 1 from imported_people i where i.account_id = p.account_id) then 1 else 0 end,
				    cast(:now as timestamp with time zone)
				from living_people p where p.account_id = :id on conflict do nothing
				""").param("id", person.value()).param("now", OffsetDateTime.now(this.clock)).update();
		this.jdbc.sql("select account_id from trust_people where account_id = :id for update")
			.param("id", person.value())
			.query(Long.class)
			.single();
	}

}
