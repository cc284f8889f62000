package dev.roundtable.people;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import dev.roundtable.http.BadInput;
import dev.roundtable.http.NotFound;
import dev.roundtable.http.Once;
import dev.roundtable.http.OnceKey;
import dev.roundtable.journal.Journal;
import dev.roundtable.journal.Subject;
import dev.roundtable.site.Audience;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Component;

/** Everyone who wrote here, or elsewhere and was imported. */
@Component
public class Accounts {

	private final JdbcClient jdbc;

	private final AccountLocks locks;

	private final Journal journal;

	private final Viewers viewers;

	private final Once once;

	private final Clock clock;

	Accounts(JdbcClient jdbc, AccountLocks locks, Journal journal, Viewers viewers, Once once, Clock clock) {
		this.jdbc = jdbc;
		this.locks = locks;
		this.journal = journal;
		this.viewers = viewers;
		this.once = once;
		this.clock = clock;
	}

	/** What signing in needs to know. */
	public record Credentials(Viewer viewer, @Nullable String passwordHash) {
	}

	public record Profile(Person person, Instant since, @Nullable String picture) {
	}

	/**
	 * Makes an account that nobody can sign in to. Asks nobody's rights.
	 * @throws BadInput on {@code name}; {@code name.taken}
	 */
	public AccountId create(String name, Role role) {
		String checked = AccountName.check(name);
		return this.once.write(OnceKey.NONE, () -> join(checked, null, role), AccountId::value, AccountId::of);
	}

	/**
	 * Makes an account in the caller's transaction, with everything computed before.
	 * @param name as {@link AccountName#check} gave it
	 * @param hash of a password; null for one who cannot sign in
	 * @throws BadInput {@code name.taken}
	 */
	public AccountId join(String name, @Nullable String hash, Role role) {
		refuseTaken(name);
		AccountId id;
		try {
			id = insert(name, hash, role, this.clock.instant());
			NameLook.of(name).forEach((look) -> insertLook(look, id));
		}
		catch (DuplicateKeyException ex) {
			throw new BadInput("name", "name.taken");
		}
		this.journal.record(id.value(), "joined", subject(id), Audience.TEAM,
				Map.of("name", name, "role", role.name()));
		return id;
	}

	private void refuseTaken(String name) {
		if (byName(name).isPresent() || this.jdbc.sql("select count(*) from name_looks where look = any(:looks)")
			.param("looks", NameLook.of(name).toArray(String[]::new))
			.query(Long.class)
			.single() > 0) {
			throw new BadInput("name", "name.taken");
		}
	}

	private static Subject subject(AccountId id) {
		return Subject.of("account", id.value());
	}

	private void insertLook(String look, AccountId id) {
		this.jdbc.sql("insert into name_looks (look, account_id) values (:look, :id)")
			.param("look", look)
			.param("id", id.value())
			.update();
	}

	AccountId insert(String name, @Nullable String hash, Role role, Instant created) {
		GeneratedKeyHolder id = new GeneratedKeyHolder();
		this.jdbc.sql("""
				insert into accounts (name, name_key, password_hash, role, created_at)
				values (:name, :key, :hash, :role, :created)""")
			.param("name", name)
			.param("key", AccountName.key(name))
			.param("hash", hash)
			.param("role", role.name())
			.param("created", created.atOffset(ZoneOffset.UTC))
			.update(id, "id");
		return AccountId.of(Objects.requireNonNull(id.getKeyAs(Long.class)));
	}

	public Optional<AccountId> byName(String name) {
		return this.jdbc.sql("select id from accounts where name_key = :key and erased_at is null")
			.param("key", AccountName.key(name))
			.query(Long.class)
			.optional()
			.map(AccountId::of);
	}

	/** Who is called that: one statement, however many names. */
	public Named byNames(Collection<String> names) {
		Map<String, AccountId> ids = new HashMap<>();
		if (!names.isEmpty()) {
			this.jdbc.sql("select name_key, id from accounts where name_key = any(:keys) and erased_at is null")
				.param("keys", names.stream().map(AccountName::key).distinct().toArray(String[]::new))
				.query((row) -> {
					ids.put(row.getString(1), AccountId.of(row.getLong(2)));
				});
		}
		return new Named(ids);
	}

	/** People by their names; names that nobody has are missing. */
	public record Named(Map<String, AccountId> ids) {

		public Optional<AccountId> find(String name) {
			return Optional.ofNullable(this.ids.get(AccountName.key(name)));
		}

	}

	/** Everyone who works on the list, by name. */
	public List<Person> team() {
		return this.jdbc.sql("select id, name, role from accounts where role = any(:team) order by name_key")
			.param("team", Arrays.stream(Role.values()).filter(Role::isTeam).map(Role::name).toArray(String[]::new))
			.query((row, _) -> new Person(AccountId.of(row.getLong("id")), row.getString("name"),
					Role.valueOf(row.getString("role"))))
			.list();
	}

	/** The names of those who exist among the ids. */
	public Map<AccountId, String> names(Collection<AccountId> ids) {
		Map<AccountId, String> names = new HashMap<>();
		if (ids.isEmpty()) {
			return names;
		}
		Long[] values = ids.stream().map(AccountId::value).distinct().toArray(Long[]::new);
		this.jdbc.sql("select id, name from accounts where id = any(:ids)").param("ids", values).query((row) -> {
			names.put(AccountId.of(row.getLong("id")), row.getString("name"));
		});
		return names;
	}

	public Optional<Credentials> credentials(String name) {
		return this.jdbc.sql("select " + ViewerFacts.COLUMNS + """
				, a.password_hash from accounts a join viewer_facts v on v.account_id = a.id where a.name_key = :key""")
			.param("key", AccountName.key(name))
			.query((row, _) -> new Credentials(ViewerFacts.viewer(row), row.getString("password_hash")))
			.optional()
			.map((found) -> new Credentials(this.viewers.complete(found.viewer()), found.passwordHash()));
	}

	/** Whether somebody can sign in to it with one. */
	public boolean hasPassword(AccountId id) {
		return this.jdbc.sql("select count(*) from accounts where id = :id and password_hash is not null")
			.param("id", id.value())
			.query(Long.class)
			.single() > 0;
	}

	/**
	 * The same in the caller's transaction: who else asks waits until it is over.
	 */
	public boolean hasPasswordLocked(AccountId id) {
		return this.locks.hasPassword(id);
	}

	/** Whether an account was made before then. */
	public boolean isOlderThan(AccountId id, Instant then) {
		return this.jdbc.sql("select count(*) from accounts where id = :id and created_at < :then")
			.param("id", id.value())
			.param("then", then.atOffset(ZoneOffset.UTC))
			.query(Long.class)
			.single() > 0;
	}

	public Optional<Profile> profile(String name) {
		return this.jdbc
			.sql("select id, name, role, created_at, picture from accounts where name_key = :key and erased_at is null")
			.param("key", AccountName.key(name))
			.query((row, _) -> profile(row))
			.optional();
	}

	/** Whether that is what an erased person is called. */
	public boolean isErased(String name) {
		return this.jdbc.sql("select count(*) from accounts where name_key = :key and erased_at is not null")
			.param("key", AccountName.key(name))
			.query(Long.class)
			.single() > 0;
	}

	static Profile profile(java.sql.ResultSet row) throws java.sql.SQLException {
		return new Profile(
				new Person(AccountId.of(row.getLong("id")), row.getString("name"), Role.valueOf(row.getString("role"))),
				row.getObject("created_at", OffsetDateTime.class).toInstant(), row.getString("picture"));
	}

	public boolean hasAdministrator() {
		return this.jdbc.sql("select count(*) from accounts where role = 'ADMINISTRATOR'")
			.query(Long.class)
			.single() > 0;
	}

	/**
	 * Gives somebody a role; it holds at once on this node and within seconds on others.
	 * @throws BadInput {@code role.last} when nobody would administer any more,
	 * {@code role.tracker} where one of the two is no role of people
	 * @throws NotFound when there is no such account
	 */
	public void changeRole(Viewer viewer, OnceKey key, AccountId id, Role role) {
		viewer.require(Capability.ADMINISTER);
		this.once.write(key.asking("role " + id.value(), role), () -> {
			List<Long> administrators = this.locks.administrators();
			if (!administrators.contains(viewer.id().value())) {
				// She was one when she came, and is none any more.
				throw new AccessDeniedException("needs " + Capability.ADMINISTER);
			}
			Role before = this.locks.role(id);
			if (role == Role.TRACKER || before == Role.TRACKER) {
				throw new BadInput("role", "role.tracker");
			}
			if (role != Role.ADMINISTRATOR && administrators.equals(List.of(id.value()))) {
				throw new BadInput("role", "role.last");
			}
			if (role == before) {
				return;
			}
			this.jdbc.sql("update accounts set role = :role, version = version + 1 where id = :id")
				.param("role", role.name())
				.param("id", id.value())
				.update();
			this.journal.record(viewer.id().value(), "role changed", subject(id), Audience.TEAM,
					Map.of("from", before.name(), "to", role.name()));
		});
		this.viewers.forget(id);
	}

	/**
	 * In the caller's transaction: the hash was made before it.
	 */
	public void changePassword(Viewer viewer, String hash) {
		setPassword(viewer.id(), hash, "password changed");
	}

	/** The same for who came by a one-time link and knew no password. */
	public void resetPassword(AccountId id, String hash) {
		setPassword(id, hash, "password reset");
	}

	private void setPassword(AccountId id, String hash, String action) {
		this.jdbc.sql("update accounts set password_hash = :hash, version = version + 1 where id = :id")
			.param("hash", hash)
			.param("id", id.value())
			.update();
		this.journal.record(id.value(), action, subject(id), Audience.person(id.value()), Map.of());
	}

	/** Replaces a hash of the same password, unless the password changed meanwhile. */
	public void renewHash(AccountId id, String before, String hash) {
		this.jdbc.sql("update accounts set password_hash = :hash where id = :id and password_hash = :before")
			.param("hash", hash)
			.param("id", id.value())
			.param("before", before)
			.update();
	}

	/**
	 * Lets what one person does at once happen one after the other, each until its
	 * transaction ends.
	 * @throws NotFound when there is no such account
	 */
	public void hold(AccountId account) {
		this.locks.role(account);
	}

}
