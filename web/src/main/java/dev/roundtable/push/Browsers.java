package dev.roundtable.push;

import java.net.URI;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import dev.roundtable.http.NotFound;
import dev.roundtable.http.Once;
import dev.roundtable.http.OnceKey;
import dev.roundtable.http.Secret;
import dev.roundtable.journal.Journal;
import dev.roundtable.journal.Subject;
import dev.roundtable.limits.Act;
import dev.roundtable.limits.Limits;
import dev.roundtable.people.Viewer;
import dev.roundtable.site.Audience;
import dev.roundtable.writing.When;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The browsers that people want to be told in. */
@Component
class Browsers {

	/** Of one person; with one more the oldest goes. */
	static final int MOST = 10;

	private final JdbcClient jdbc;

	private final Once once;

	private final Limits limits;

	private final Journal journal;

	private final Clock clock;

	Browsers(JdbcClient jdbc, Once once, Limits limits, Journal journal, Clock clock) {
		this.jdbc = jdbc;
		this.once = once;
		this.limits = limits;
		this.journal = journal;
		this.clock = clock;
	}

	/** As its person sees it. */
	record Shown(long id, String name, String service, When since) {
	}

	/** The same again changes nothing; one that was another's is hers now. */
	void add(Viewer viewer, OnceKey key, Subscription subscription, String name) {
		this.limits.spend(viewer, Act.FOLLOW);
		String hash = Secret.digest(subscription.endpoint());
		this.once.write(key.asking("browser", hash), () -> {
			// Whoever uses this browser now is told in it, and nobody else.
			this.jdbc.sql("delete from push_browsers where endpoint_hash = :hash").param("hash", hash).update();
			this.jdbc.sql("""
					insert into push_browsers (account_id, endpoint_hash, endpoint, p256dh, auth, name, since)
					values (:account, :hash, :endpoint, :p256dh, :auth, :name, :now) on conflict do nothing""")
				.param("account", viewer.id().value())
				.param("hash", hash)
				.param("endpoint", subscription.endpoint())
				.param("p256dh", text(subscription.p256dh()))
				.param("auth", text(subscription.auth()))
				.param("name", name)
				.param("now", OffsetDateTime.now(this.clock))
				.update();
			this.jdbc.sql("""
					delete from push_browsers where account_id = :account and id not in (
					    select id from push_browsers where account_id = :account order by id desc limit :most)""")
				.param("account", viewer.id().value())
				.param("most", MOST)
				.update();
			record(viewer, "push started");
		});
	}

	/** Hers with that address, if there is one. */
	void end(Viewer viewer, OnceKey key, String endpoint) {
		String hash = Secret.digest(endpoint);
		this.once.write(key.asking("end browser", hash), () -> {
			if (this.jdbc.sql("delete from push_browsers where account_id = :account and endpoint_hash = :hash")
				.param("account", viewer.id().value())
				.param("hash", hash)
				.update() > 0) {
				record(viewer, "push ended");
			}
		});
	}

	/**
	 * @throws NotFound when she has none of that number
	 */
	void end(Viewer viewer, OnceKey key, long id) {
		this.once.write(key.asking("end browser " + id), () -> {
			if (this.jdbc.sql("delete from push_browsers where account_id = :account and id = :id")
				.param("account", viewer.id().value())
				.param("id", id)
				.update() == 0) {
				throw new NotFound("browser " + id);
			}
			record(viewer, "push ended");
		});
	}

	/** Its push service says that it is no more. */
	void gone(Push.Browser browser) {
		this.jdbc.sql("delete from push_browsers where id = :id").param("id", browser.id()).update();
	}

	List<Shown> of(Viewer viewer) {
		return this.jdbc
			.sql("select id, name, endpoint, since from push_browsers where account_id = :account order by id")
			.param("account", viewer.id().value())
			.query((row, _) -> new Shown(row.getLong("id"), row.getString("name"),
					URI.create(row.getString("endpoint")).getHost(),
					When.of(row.getObject("since", OffsetDateTime.class).toInstant())))
			.list();
	}

	Map<Long, List<Push.Browser>> of(Collection<Long> accounts) {
		return this.jdbc.sql("""
				select id, account_id, endpoint, p256dh, auth from push_browsers
				where account_id = any(:accounts) order by id""")
			.param("accounts", accounts.toArray(Long[]::new))
			.query((row, _) -> new Push.Browser(row.getLong("id"), row.getLong("account_id"), row.getString("endpoint"),
					bytes(row.getString("p256dh")), bytes(row.getString("auth"))))
			.list()
			.stream()
			.collect(Collectors.groupingBy(Push.Browser::account));
	}

	private void record(Viewer viewer, String action) {
		this.journal.record(viewer.id().value(), action, Subject.of("account", viewer.id().value()),
				Audience.person(viewer.id().value()), Map.of());
	}

	private static String text(byte[] bytes) {
		return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
	}

	private static byte[] bytes(String text) {
		return Base64.getUrlDecoder().decode(text);
	}

}
