package dev.roundtable.privacy;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Optional;

import dev.roundtable.http.BadInput;
import dev.roundtable.http.NotFound;
import dev.roundtable.http.Once;
import dev.roundtable.http.OnceKey;
import dev.roundtable.journal.Journal;
import dev.roundtable.journal.Subject;
import dev.roundtable.people.AccountId;
import dev.roundtable.people.Capability;
import dev.roundtable.people.ErasedAccounts;
import dev.roundtable.people.Viewer;
import dev.roundtable.site.Audience;
import dev.roundtable.writing.Text;
import dev.roundtable.writing.When;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Asks for a person to be erased, and takes that back as long as it has not begun. What
 * is asked is a row; {@link ErasureWork} does it.
 */
@Component
@EnableConfigurationProperties(ErasureSettings.class)
class Erasures {

	/** UTF-16 units, as the column has it. */
	static final int REASON = 400;

	private final JdbcClient jdbc;

	private final ErasedAccounts accounts;

	private final ErasureSettings settings;

	private final PendingErasures pending;

	private final Once once;

	private final Journal journal;

	private final Clock clock;

	Erasures(JdbcClient jdbc, ErasedAccounts accounts, ErasureSettings settings, PendingErasures pending, Once once,
			Journal journal, Clock clock) {
		this.jdbc = jdbc;
		this.accounts = accounts;
		this.settings = settings;
		this.pending = pending;
		this.once = once;
		this.journal = journal;
		this.clock = clock;
	}

	/**
	 * How it is to be done.
	 *
	 * @param words whether what she wrote goes, too
	 * @param atOnce without the days in which it can be taken back
	 */
	record Wish(boolean words, boolean atOnce) {
	}

	/**
	 * What is asked and not begun.
	 *
	 * @param own whether she asked for it herself
	 */
	record Asked(boolean own, String reason, boolean words, When due) {
	}

	/** Of somebody who is not erased yet, and for whom nothing has begun. */
	Optional<Asked> of(AccountId account) {
		return this.jdbc
			.sql("""
					select asked_by, reason, words, due_at from erasures where account_id = :account and begun_at is null""")
			.param("account", account.value())
			.query((row, _) -> new Asked(row.getLong("asked_by") == account.value(), row.getString("reason"),
					row.getBoolean("words"), When.of(row.getObject("due_at", OffsetDateTime.class).toInstant())))
			.optional();
	}

	String nameOf(AccountId account) {
		return this.accounts.nameOf(account);
	}

	/**
	 * She asks to be erased; her password was asked for before. What is asked already
	 * stays as it is, unless it is to happen at once now.
	 * @throws BadInput {@code erase.last} on {@code form} for the last administrator
	 */
	void ask(Viewer person, OnceKey key, Wish wish) {
		this.once.write(key.asking("erase me", wish), () -> insert(person, person.id(), "", wish));
		this.pending.refresh();
	}

	/**
	 * An administrator asks for somebody else to be erased.
	 * @throws BadInput {@code moderation.reason} on {@code reason}, or as {@link #ask}
	 * @throws NotFound when there is no such account, or none any more
	 */
	void askFor(Viewer administrator, OnceKey key, AccountId account, String reason, Wish wish) {
		administrator.require(Capability.ADMINISTER);
		if (reason.isBlank()) {
			throw new BadInput("reason", "moderation.reason");
		}
		String why = Text.line("reason", reason, REASON);
		this.once.write(key.asking("erase " + account.value(), why, wish),
				() -> insert(administrator, account, why, wish));
		this.pending.refresh();
	}

	private void insert(Viewer asking, AccountId account, String reason, Wish wish) {
		this.accounts.require(asking, account);
		OffsetDateTime now = OffsetDateTime.now(this.clock);
		OffsetDateTime due = wish.atOnce() ? now : now.plus(this.settings.grace());
		int made = this.jdbc.sql("""
				insert into erasures (account_id, asked_by, reason, words, asked_at, due_at, again_at)
				values (:account, :by, :reason, :words, :now, :due, :due) on conflict do nothing""")
			.param("account", account.value())
			.param("by", asking.id().value())
			.param("reason", reason)
			.param("words", wish.words())
			.param("now", now)
			.param("due", due)
			.update();
		if (made == 0 && !(wish.atOnce() && hurry(account, wish, now))) {
			return;
		}
		record(asking, account, "erasure asked", Map.of("reason", reason, "due", due.toInstant().toString()));
	}

	/** What waits is done now, as it is asked now. */
	private boolean hurry(AccountId account, Wish wish, OffsetDateTime now) {
		return this.jdbc.sql("""
				update erasures set due_at = :now, again_at = :now, words = :words
				where account_id = :account and begun_at is null and due_at > :now""")
			.param("now", now)
			.param("words", wish.words())
			.param("account", account.value())
			.update() > 0;
	}

	/** She stays. What an administrator asked for she cannot take back. */
	void takeBack(Viewer person, OnceKey key) {
		this.once.write(key.asking("do not erase me"), () -> {
			if (delete("delete from erasures where account_id = :account and asked_by = :account and begun_at is null",
					person.id())) {
				record(person, person.id(), "erasure taken back", Map.of());
			}
		});
		this.pending.refresh();
	}

	/** Whoever asked for it. */
	void takeBackFor(Viewer administrator, OnceKey key, AccountId account) {
		administrator.require(Capability.ADMINISTER);
		this.once.write(key.asking("do not erase " + account.value()), () -> {
			if (delete("delete from erasures where account_id = :account and begun_at is null", account)) {
				record(administrator, account, "erasure taken back", Map.of());
			}
		});
		this.pending.refresh();
	}

	private boolean delete(String sql, AccountId account) {
		return this.jdbc.sql(sql).param("account", account.value()).update() > 0;
	}

	private void record(Viewer by, AccountId account, String action, Map<String, String> facts) {
		this.journal.record(by.id().value(), action, Subject.of("account", account.value()), Audience.TEAM, facts);
	}

	/** How long is left to change one's mind, in whole days. */
	long days() {
		return Math.max(1, this.settings.grace().toDays());
	}

}
