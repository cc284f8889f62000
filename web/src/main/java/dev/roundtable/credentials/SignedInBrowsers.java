package dev.roundtable.credentials;

import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.roundtable.http.NotFound;
import dev.roundtable.http.Once;
import dev.roundtable.http.OnceKey;
import dev.roundtable.http.Secret;
import dev.roundtable.http.SiteCookie;
import dev.roundtable.journal.Journal;
import dev.roundtable.journal.Subject;
import dev.roundtable.people.Viewer;
import dev.roundtable.people.Viewers;
import dev.roundtable.site.Audience;
import dev.roundtable.writing.When;
import jakarta.servlet.http.HttpServletRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Where somebody is signed in, and how to end it there. */
@Component
public class SignedInBrowsers {

	private static final Logger log = LoggerFactory.getLogger(SignedInBrowsers.class);

	/** How exactly is known when a browser was here last. */
	private static final Duration NOTED = Duration.ofMinutes(10);

	private final JdbcClient jdbc;

	private final Journal journal;

	private final Viewers viewers;

	private final Once once;

	private final Clock clock;

	/** Digests of those that were noted a moment ago. */
	private final Cache<String, Boolean> noted = Caffeine.newBuilder()
		.maximumSize(20_000)
		.expireAfterWrite(NOTED)
		.build();

	SignedInBrowsers(JdbcClient jdbc, Journal journal, Viewers viewers, Once once, Clock clock) {
		this.jdbc = jdbc;
		this.journal = journal;
		this.viewers = viewers;
		this.once = once;
		this.clock = clock;
	}

	/**
	 * @param here whether it is the one that asks
	 */
	public record SignedIn(long id, Device device, String network, When since, When lastSeen, boolean here) {
	}

	/** Notes that it was here and from where; not at each request. */
	void seen(String hash, HttpServletRequest request) {
		if (this.noted.asMap().putIfAbsent(hash, true) != null) {
			return;
		}
		try {
			this.jdbc.sql("update sign_ins set last_seen_at = :now, network = :network where token_hash = :hash")
				.param("now", OffsetDateTime.now(this.clock))
				.param("network", Place.of(request.getRemoteAddr()))
				.param("hash", hash)
				.update();
		}
		catch (DataAccessException notNow) {
			// Whoever reads is not kept from it because nothing can be written.
			log.debug("Not noted when a browser was here", notNow);
		}
	}

	/** It was noted as it signed in. */
	void started(String hash) {
		this.noted.put(hash, true);
	}

	/** The one that was here last comes first. */
	public List<SignedIn> of(Viewer viewer, HttpServletRequest request) {
		String here = here(request);
		return this.jdbc.sql("""
				select id, browser, system, network, created_at, coalesce(last_seen_at, created_at) as last_seen,
				    token_hash from sign_ins
				where account_id = :account and expires_at > :now order by last_seen desc, id desc limit 100""")
			.param("account", viewer.id().value())
			.param("now", OffsetDateTime.now(this.clock))
			.query((row, _) -> new SignedIn(row.getLong("id"),
					new Device(row.getString("browser"), row.getString("system")), row.getString("network"),
					When.of(row.getObject("created_at", OffsetDateTime.class).toInstant()),
					When.of(row.getObject("last_seen", OffsetDateTime.class).toInstant()),
					row.getString("token_hash").equals(here)))
			.list();
	}

	/**
	 * Signs one of her browsers out.
	 * @throws NotFound when it is not hers
	 */
	public void end(Viewer viewer, OnceKey key, long id) {
		this.once.write(key.asking("sign out", id), () -> {
			if (this.jdbc.sql("delete from sign_ins where id = :id and account_id = :account")
				.param("id", id)
				.param("account", viewer.id().value())
				.update() == 0) {
				throw new NotFound("sign-in " + id);
			}
			record(viewer, "signed out elsewhere");
		});
		this.viewers.forget(viewer.id());
	}

	/** Signs her out everywhere but in the browser that asks. */
	public void endOthers(Viewer viewer, OnceKey key, HttpServletRequest request) {
		String here = here(request);
		this.once.write(key.asking("sign out elsewhere"), () -> {
			if (this.jdbc.sql("delete from sign_ins where account_id = :account and token_hash <> :here")
				.param("account", viewer.id().value())
				.param("here", here)
				.update() > 0) {
				record(viewer, "signed out elsewhere");
			}
		});
		this.viewers.forget(viewer.id());
	}

	/** Whether she signed in here a moment ago. */
	public boolean isFresh(HttpServletRequest request, Duration since) {
		return this.jdbc.sql("select count(*) from sign_ins where token_hash = :here and created_at > :since")
			.param("here", here(request))
			.param("since", OffsetDateTime.now(this.clock).minus(since))
			.query(Long.class)
			.single() > 0;
	}

	private void record(Viewer viewer, String action) {
		this.journal.record(viewer.id().value(), action, Subject.of("account", viewer.id().value()),
				Audience.person(viewer.id().value()), Map.of());
	}

	private static String here(HttpServletRequest request) {
		String cookie = SiteCookie.SESSION.valueIn(request);
		return (cookie != null) ? Secret.digest(cookie) : "";
	}

}
