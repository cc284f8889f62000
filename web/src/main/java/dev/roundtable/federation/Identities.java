package dev.roundtable.federation;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.roundtable.addresses.AddressRestored;
import dev.roundtable.http.BadInput;
import dev.roundtable.http.NotFound;
import dev.roundtable.http.Once;
import dev.roundtable.http.OnceKey;
import dev.roundtable.journal.Journal;
import dev.roundtable.journal.Subject;
import dev.roundtable.people.AccountId;
import dev.roundtable.people.Capability;
import dev.roundtable.people.Viewer;
import dev.roundtable.signin.AccountNews;
import dev.roundtable.signin.WayIn;
import dev.roundtable.signin.WaysIn;
import dev.roundtable.site.Audience;
import dev.roundtable.writing.When;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Which accounts of other sites belong to whom. One belongs to nobody or to one person,
 * who linked it herself or came with it as a new one; no address makes it hers.
 */
@Component
class Identities implements WayIn {

	/** Of one person. */
	static final int MOST = 10;

	private final JdbcClient jdbc;

	private final Providers providers;

	private final ObjectProvider<WaysIn> ways;

	private final AccountNews news;

	private final Journal journal;

	private final Once once;

	private final Clock clock;

	Identities(JdbcClient jdbc, Providers providers, ObjectProvider<WaysIn> ways, AccountNews news, Journal journal,
			Once once, Clock clock) {
		this.jdbc = jdbc;
		this.providers = providers;
		this.ways = ways;
		this.news = news;
		this.journal = journal;
		this.once = once;
		this.clock = clock;
	}

	/** As it is shown. */
	record Shown(long id, String provider, String label, When since, @Nullable When lastUsed) {
	}

	List<Shown> of(AccountId account) {
		return this.jdbc.sql("""
				select id, authority, label, created_at, last_used_at from federated_identities
				where account_id = :account order by id""").param("account", account.value()).query((row, _) -> {
			OffsetDateTime used = row.getObject("last_used_at", OffsetDateTime.class);
			return new Shown(row.getLong("id"), this.providers.nameOf(row.getString("authority")),
					row.getString("label"), When.of(row.getObject("created_at", OffsetDateTime.class).toInstant()),
					(used != null) ? When.of(used.toInstant()) : null);
		}).list();
	}

	Optional<AccountId> accountOf(Identity identity) {
		return this.jdbc
			.sql("select account_id from federated_identities where authority = :authority and subject = :subject")
			.param("authority", identity.authority())
			.param("subject", identity.subject())
			.query(Long.class)
			.optional()
			.map(AccountId::of);
	}

	void used(Identity identity) {
		this.jdbc.sql("""
				update federated_identities set last_used_at = :now, label = :label
				where authority = :authority and subject = :subject""")
			.param("now", OffsetDateTime.now(this.clock))
			.param("label", identity.label())
			.param("authority", identity.authority())
			.param("subject", identity.subject())
			.update();
	}

	/** Those of sites that are configured still: with others nobody comes in. */
	@Override
	public long count(AccountId account) {
		return this.jdbc
			.sql("select count(*) from federated_identities where account_id = :account and authority = any(:known)")
			.param("account", account.value())
			.param("known", this.providers.authorities().toArray(String[]::new))
			.query(Long.class)
			.single();
	}

	/**
	 * The caller has seen that it is she. What is hers already stays so.
	 * @throws BadInput on {@code form}: {@code federation.taken} when it is somebody
	 * else's, {@code federation.most}
	 */
	void link(Viewer viewer, Identity identity) {
		if (viewer.suspended()) {
			viewer.require(Capability.POST);
		}
		if (accountOf(identity).filter(viewer.id()::equals).isPresent()) {
			return;
		}
		try {
			this.once.write(OnceKey.NONE, () -> {
				if (of(viewer.id()).size() >= MOST) {
					throw new BadInput("form", "federation.most", MOST);
				}
				add(viewer.id(), identity);
				String name = this.providers.nameOf(identity.authority());
				record(viewer.id(), "account linked", name);
				this.news.mail(viewer.id(), viewer.name(), "letter.federation.linked", name,
						FederationSettingsController.PAGE);
			});
		}
		catch (DuplicateKeyException taken) {
			throw new BadInput("form", "federation.taken");
		}
	}

	/** In the caller's transaction. */
	void add(AccountId account, Identity identity) {
		this.jdbc.sql("""
				insert into federated_identities (account_id, authority, subject, label, created_at)
				values (:account, :authority, :subject, :label, :now)""")
			.param("account", account.value())
			.param("authority", identity.authority())
			.param("subject", identity.subject())
			.param("label", identity.label())
			.param("now", OffsetDateTime.now(this.clock))
			.update();
	}

	/**
	 * The caller has seen that it is she.
	 * @throws NotFound when it is not hers
	 * @throws BadInput {@code way-in.last} on {@code current} when she could not come in
	 * any more
	 */
	void unlink(Viewer viewer, OnceKey key, long id) {
		this.once.write(key.asking("unlink", id), () -> {
			String authority = this.jdbc
				.sql("select authority from federated_identities where id = :id and account_id = :account")
				.param("id", id)
				.param("account", viewer.id().value())
				.query(String.class)
				.optional()
				.orElseThrow(() -> new NotFound("identity " + id));
			if (this.providers.authorities().contains(authority)) {
				this.ways.getObject().refuseLast(viewer.id());
			}
			this.jdbc.sql("delete from federated_identities where id = :id").param("id", id).update();
			record(viewer.id(), "account unlinked", this.providers.nameOf(authority));
		});
	}

	/** Whoever changed her address may have linked one as well. */
	@EventListener
	void restored(AddressRestored restored) {
		this.jdbc.sql("delete from federated_identities where account_id = :account")
			.param("account", restored.account().value())
			.update();
		this.jdbc.sql("delete from federation_flows where account_id = :account")
			.param("account", restored.account().value())
			.update();
	}

	private void record(AccountId account, String action, String name) {
		this.journal.record(account.value(), action, Subject.of("account", account.value()),
				Audience.person(account.value()), Map.of("name", name));
	}

}
