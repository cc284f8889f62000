package dev.roundtable.passkeys;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;

import dev.roundtable.addresses.AddressRestored;
import dev.roundtable.factors.FactorsTakenOff;
import dev.roundtable.factors.OtherFactor;
import dev.roundtable.http.BadInput;
import dev.roundtable.http.NotFound;
import dev.roundtable.http.Once;
import dev.roundtable.http.OnceKey;
import dev.roundtable.http.Secret;
import dev.roundtable.journal.Journal;
import dev.roundtable.journal.Subject;
import dev.roundtable.people.AccountId;
import dev.roundtable.people.Capability;
import dev.roundtable.people.Viewer;
import dev.roundtable.signin.AccountNews;
import dev.roundtable.signin.WayIn;
import dev.roundtable.signin.WaysIn;
import dev.roundtable.site.Audience;
import dev.roundtable.writing.Text;
import dev.roundtable.writing.When;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who has which passkeys, and who signs in with one. */
@Component
class Passkeys implements OtherFactor, WayIn {

	/** UTF-16 units of a passkey's name. */
	static final int NAME = 60;

	/** Of one person. */
	static final int MOST = 20;

	private final JdbcClient jdbc;

	private final Ceremony ceremony;

	private final Challenges challenges;

	private final AccountNews news;

	private final ObjectProvider<WaysIn> ways;

	private final Journal journal;

	private final Once once;

	private final Clock clock;

	Passkeys(JdbcClient jdbc, Ceremony ceremony, Challenges challenges, AccountNews news, ObjectProvider<WaysIn> ways,
			Journal journal, Once once, Clock clock) {
		this.jdbc = jdbc;
		this.ceremony = ceremony;
		this.challenges = challenges;
		this.news = news;
		this.ways = ways;
		this.journal = journal;
		this.once = once;
		this.clock = clock;
	}

	/** As it is shown. */
	record Shown(long id, String name, boolean backedUp, When since, @Nullable When lastUsed) {
	}

	/** As it was kept, with the handle of whom it belongs to. */
	record Key(long id, long account, String handle, String credential, String keyData, boolean backupEligible,
			boolean backedUp, long uses) {
	}

	List<Shown> of(AccountId account) {
		return this.jdbc.sql("""
				select id, name, backed_up, created_at, last_used_at from passkeys
				where account_id = :account order by id""").param("account", account.value()).query((row, _) -> {
			OffsetDateTime used = row.getObject("last_used_at", OffsetDateTime.class);
			return new Shown(row.getLong("id"), row.getString("name"), row.getBoolean("backed_up"),
					When.of(row.getObject("created_at", OffsetDateTime.class).toInstant()),
					(used != null) ? When.of(used.toInstant()) : null);
		}).list();
	}

	@Override
	public boolean has(AccountId account) {
		return count(account) > 0;
	}

	@Override
	public long count(AccountId account) {
		return this.jdbc.sql("select count(*) from passkeys where account_id = :account")
			.param("account", account.value())
			.query(Long.class)
			.single();
	}

	/**
	 * What a browser needs to make one; the caller has seen that it is she.
	 * @throws BadInput {@code passkey.most} on {@code name} when there are too many, or
	 * the name is none
	 */
	Options.Create begin(Viewer viewer, String site, String name) {
		refuseSuspended(viewer);
		Text.line("name", name, NAME);
		refuseTooMany(viewer.id());
		String handle = handle(viewer.id());
		List<Options.Known> known = this.jdbc
			.sql("select credential from passkeys where account_id = :account order by id")
			.param("account", viewer.id().value())
			.query(String.class)
			.list()
			.stream()
			.map(Options.Known::of)
			.toList();
		return new Options.Create(this.challenges.make(viewer.id()), new Options.Site(this.ceremony.host(), site),
				new Options.User(handle, viewer.name(), viewer.name()), Options.ALGORITHMS, Challenges.VALID.toMillis(),
				known, new Options.Selection("required", true, "required"), "none");
	}

	private static void refuseSuspended(Viewer viewer) {
		if (viewer.suspended()) {
			viewer.require(Capability.POST);
		}
	}

	private void refuseTooMany(AccountId account) {
		if (count(account) >= MOST) {
			throw new BadInput("name", "passkey.most", MOST);
		}
	}

	private String handle(AccountId account) {
		try {
			this.jdbc.sql("""
					insert into passkey_handles (account_id, handle) values (:account, :handle)
					on conflict do nothing""")
				.param("account", account.value())
				.param("handle", Secret.random())
				.update();
		}
		catch (DuplicateKeyException there) {
			// H2 says so when two insert at once.
		}
		return this.jdbc.sql("select handle from passkey_handles where account_id = :account")
			.param("account", account.value())
			.query(String.class)
			.single();
	}

	/**
	 * @param json what the authenticator answered
	 * @throws BadInput {@code passkey.refused}, {@code passkey.late},
	 * {@code passkey.known} or {@code passkey.most}
	 */
	void add(Viewer viewer, OnceKey key, String name, String json) {
		refuseSuspended(viewer);
		String checked = Text.line("name", name, NAME);
		Ceremony.Made made = this.ceremony.made(json);
		try {
			this.once.write(key.asking("passkey", checked, made.credential()), () -> insert(viewer, checked, made));
		}
		catch (DuplicateKeyException known) {
			throw new BadInput("form", "passkey.known");
		}
	}

	private void insert(Viewer viewer, String name, Ceremony.Made made) {
		if (!this.challenges.take(made.challenge(), viewer.id())) {
			throw new BadInput("form", "passkey.late");
		}
		// One after the other, so that no two make one too many.
		this.jdbc.sql("select handle from passkey_handles where account_id = :account for update")
			.param("account", viewer.id().value())
			.query(String.class)
			.single();
		refuseTooMany(viewer.id());
		this.jdbc.sql("""
				insert into passkeys (account_id, hash, credential, key_data, transports, backup_eligible, backed_up,
				    uses, name, created_at)
				values (:account, :hash, :credential, :keyData, :transports, :backupEligible, :backedUp, :uses, :name,
				    :now)""")
			.param("account", viewer.id().value())
			.param("hash", Secret.digest(made.credential()))
			.param("credential", made.credential())
			.param("keyData", made.keyData())
			.param("transports", made.transports())
			.param("backupEligible", made.backupEligible())
			.param("backedUp", made.backedUp())
			.param("uses", made.uses())
			.param("name", name)
			.param("now", OffsetDateTime.now(this.clock))
			.update();
		record(viewer.id(), "passkey added", name);
		this.news.mail(viewer.id(), viewer.name(), "letter.passkey.added", name, PasskeySettingsController.PAGE);
	}

	/**
	 * The caller has seen that it is she.
	 * @throws NotFound when it is not hers
	 * @throws BadInput {@code way-in.last} on {@code current} when she could not come in
	 * any more
	 */
	void remove(Viewer viewer, OnceKey key, long id) {
		this.once.write(key.asking("passkey off", id), () -> {
			String name = this.jdbc.sql("select name from passkeys where id = :id and account_id = :account")
				.param("id", id)
				.param("account", viewer.id().value())
				.query(String.class)
				.optional()
				.orElseThrow(() -> new NotFound("passkey " + id));
			this.ways.getObject().refuseLast(viewer.id());
			this.jdbc.sql("delete from passkeys where id = :id").param("id", id).update();
			record(viewer.id(), "passkey removed", name);
		});
	}

	/** What a browser needs to ask for one of anybody. */
	Options.Get challenge() {
		return new Options.Get(this.challenges.make(null), this.ceremony.host(), Challenges.VALID.toMillis(),
				"required");
	}

	/**
	 * Whose passkey answered. The challenge is used up, whatever comes of it.
	 * @throws BadInput {@code passkey.refused}, {@code passkey.late},
	 * {@code passkey.unknown}
	 */
	AccountId use(String json) {
		Ceremony.Claim claim = this.ceremony.claim(json);
		if (!this.challenges.take(claim.challenge(), null)) {
			throw new BadInput("form", "passkey.late");
		}
		Key key = find(claim.credential());
		if (key == null) {
			throw new BadInput("form", "passkey.unknown");
		}
		if (!key.handle().equals(claim.handle())) {
			throw new BadInput("form", "passkey.refused");
		}
		Ceremony.Proof proof = this.ceremony.proven(claim, key);
		// Another one with the same count may have come in between: one of them is a
		// copy.
		int noted = this.jdbc.sql("""
				update passkeys set uses = :uses, backed_up = :backedUp, last_used_at = :now
				where id = :id and (uses < :uses or (uses = 0 and :uses = 0))""")
			.param("uses", proof.uses())
			.param("backedUp", proof.backedUp())
			.param("now", OffsetDateTime.now(this.clock))
			.param("id", key.id())
			.update();
		if (noted == 0) {
			throw new BadInput("form", "passkey.refused");
		}
		return AccountId.of(key.account());
	}

	private @Nullable Key find(String credential) {
		return this.jdbc.sql("""
				select p.id, p.account_id as account, h.handle, p.credential, p.key_data as keyData,
				    p.backup_eligible as backupEligible, p.backed_up as backedUp, p.uses
				from passkeys p join passkey_handles h on h.account_id = p.account_id where p.hash = :hash""")
			.param("hash", Secret.digest(credential))
			.query(Key.class)
			.optional()
			.orElse(null);
	}

	/** Whoever changed her address may have made one as well. */
	@EventListener
	void restored(AddressRestored restored) {
		removeAll(restored.account());
	}

	/** She lost what she had. */
	@EventListener
	void takenOff(FactorsTakenOff off) {
		removeAll(off.account());
	}

	private void removeAll(AccountId account) {
		this.jdbc.sql("delete from passkeys where account_id = :account").param("account", account.value()).update();
		this.jdbc.sql("delete from passkey_challenges where account_id = :account")
			.param("account", account.value())
			.update();
	}

	private void record(AccountId account, String action, String name) {
		this.journal.record(account.value(), action, Subject.of("account", account.value()),
				Audience.person(account.value()), Map.of("name", name));
	}

}
