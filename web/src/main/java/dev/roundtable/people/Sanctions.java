package dev.roundtable.people;

import java.sql.Types;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;

import dev.roundtable.http.BadInput;
import dev.roundtable.http.NotFound;
import dev.roundtable.http.Once;
import dev.roundtable.http.OnceKey;
import dev.roundtable.journal.Journal;
import dev.roundtable.journal.Subject;
import dev.roundtable.site.Audience;
import dev.roundtable.writing.Text;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Silences and suspends people, and takes it back. It holds at once on this node and
 * within seconds on others, in open tabs and for tokens alike.
 */
@Component
public class Sanctions {

	/** Who wants longer names no end. */
	private static final Duration LONGEST = Duration.ofDays(36_525);

	private final JdbcClient jdbc;

	private final AccountLocks locks;

	private final Viewers viewers;

	private final Once once;

	private final Journal journal;

	private final Clock clock;

	Sanctions(JdbcClient jdbc, AccountLocks locks, Viewers viewers, Once once, Journal journal, Clock clock) {
		this.jdbc = jdbc;
		this.locks = locks;
		this.viewers = viewers;
		this.once = once;
		this.journal = journal;
		this.clock = clock;
	}

	/**
	 * Takes the place of a sanction that holds already; the same again changes nothing.
	 * @param until null for no end
	 * @throws BadInput {@code moderation.reason} on {@code reason}; on {@code until} what
	 * is not ahead, or more than a century; on {@code name} oneself, and a member of the
	 * team for who is no administrator
	 * @throws NotFound when there is no such account
	 */
	public void impose(Viewer moderator, OnceKey key, AccountId account, Sanction.Kind kind, @Nullable String reason,
			@Nullable Instant until) {
		moderator.require(Capability.MODERATE);
		if (reason == null || reason.isBlank()) {
			throw new BadInput("reason", "moderation.reason");
		}
		Sanction wanted = new Sanction(kind, Text.line("reason", reason, Sanction.REASON), until);
		Instant now = this.clock.instant();
		if (!wanted.holds(now) || (until != null && until.isAfter(now.plus(LONGEST)))) {
			throw new BadInput("until", "sanction.until");
		}
		this.once.write(key.asking("sanction " + account.value(), kind, wanted.reason(), String.valueOf(until)),
				() -> imposeNow(moderator, account, wanted));
		this.viewers.forget(account);
	}

	/** In the caller's transaction; after it, the caller tells {@link Viewers}. */
	private void imposeNow(Viewer moderator, AccountId account, Sanction wanted) {
		requireRight(moderator, account);
		if (wanted.equals(of(account).orElse(null))) {
			return;
		}
		this.jdbc.sql("delete from sanctions where account_id = :account").param("account", account.value()).update();
		this.jdbc.sql("""
				insert into sanctions (account_id, kind, reason, imposed_by, imposed_at, until_at)
				values (:account, :kind, :reason, :by, :now, :until)""")
			.param("account", account.value())
			.param("kind", wanted.kind().name())
			.param("reason", wanted.reason())
			.param("by", moderator.id().value())
			.param("now", OffsetDateTime.now(this.clock))
			.param("until", (wanted.until() != null) ? wanted.until().atOffset(ZoneOffset.UTC) : null,
					Types.TIMESTAMP_WITH_TIMEZONE)
			.update();
		record(moderator, account, wanted.kind().imposed(),
				Map.of("reason", wanted.reason(), "until", (wanted.until() != null) ? wanted.until().toString() : ""));
	}

	/**
	 * Ends what holds, if it is of that kind; where nothing of it does, nothing happens.
	 * @throws BadInput on {@code name}, as {@link #impose}
	 * @throws NotFound when there is no such account
	 */
	public void lift(Viewer moderator, OnceKey key, AccountId account, Sanction.Kind kind) {
		moderator.require(Capability.MODERATE);
		this.once.write(key.asking("lift " + account.value(), kind), () -> {
			requireRight(moderator, account);
			boolean held = of(account).filter((sanction) -> sanction.kind() == kind).isPresent();
			this.jdbc.sql("delete from sanctions where account_id = :account and kind = :kind")
				.param("account", account.value())
				.param("kind", kind.name())
				.update();
			if (held) {
				record(moderator, account, kind.lifted(), Map.of());
			}
		});
		this.viewers.forget(account);
	}

	/** Somebody by her name, with what holds now, in one statement. */
	public Optional<Known> known(String name) {
		return this.jdbc
			.sql("select " + ViewerFacts.COLUMNS + ", a.id, a.created_at from accounts a "
					+ "join viewer_facts v on v.account_id = a.id where a.name_key = :key and a.erased_at is null")
			.param("key", AccountName.key(name))
			.query((row, _) -> {
				Sanction sanction = ViewerFacts.viewer(row).sanction();
				boolean holds = sanction != null && sanction.holds(this.clock.instant());
				return new Known(Accounts.profile(row), holds ? sanction : null);
			})
			.optional();
	}

	/**
	 * @param sanction what holds now, null where nothing does
	 */
	public record Known(Accounts.Profile profile, @Nullable Sanction sanction) {
	}

	/** What holds now. */
	public Optional<Sanction> of(AccountId account) {
		return this.jdbc.sql("select " + ViewerFacts.COLUMNS + " from viewer_facts v where v.account_id = :account")
			.param("account", account.value())
			.query(ViewerFacts.VIEWER)
			.optional()
			.map(Viewer::sanction)
			.filter((sanction) -> sanction.holds(this.clock.instant()));
	}

	/**
	 * Locks both accounts, so that two who act on one, or on each other, come one by one.
	 */
	private void requireRight(Viewer moderator, AccountId account) {
		Role role = this.locks.roles(account, moderator.id()).get(account);
		if (role == null) {
			throw new NotFound("account " + account.value());
		}
		if (account.equals(moderator.id())) {
			throw new BadInput("name", "sanction.self");
		}
		if (role.isTeam() && !moderator.may(Capability.ADMINISTER)) {
			throw new BadInput("name", "sanction.team");
		}
		// She may have been suspended herself since she came.
		of(moderator.id()).ifPresent((sanction) -> {
			throw new Sanctioned(sanction);
		});
	}

	private void record(Viewer moderator, AccountId account, String action, Map<String, String> facts) {
		this.journal.record(moderator.id().value(), action, Subject.of("account", account.value()), Audience.EVERYONE,
				facts);
	}

}
