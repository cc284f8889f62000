package dev.roundtable.credentials;

import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;

import dev.roundtable.http.Secret;
import dev.roundtable.http.SiteCookie;
import dev.roundtable.people.AccountId;
import dev.roundtable.people.Accounts;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Browsers in which somebody was signed in before: a random cookie that outlives the
 * sign-in and its digest beside each account that came with it. It opens nothing; it only
 * says that a guess is not a stranger's.
 */
@Component
public class KnownBrowsers {

	private static final Duration LIFETIME = Duration.ofDays(365);

	private final JdbcClient jdbc;

	private final Accounts accounts;

	private final Clock clock;

	KnownBrowsers(JdbcClient jdbc, Accounts accounts, Clock clock) {
		this.jdbc = jdbc;
		this.accounts = accounts;
		this.clock = clock;
	}

	/**
	 * The digest of this browser if that person was signed in with it, otherwise null.
	 */
	public @Nullable String of(String name, HttpServletRequest request) {
		if (SiteCookie.KNOWN.valueIn(request) == null) {
			return null;
		}
		return this.accounts.byName(name).map((account) -> of(account, request)).orElse(null);
	}

	public @Nullable String of(AccountId account, HttpServletRequest request) {
		String cookie = SiteCookie.KNOWN.valueIn(request);
		String hash = (cookie != null) ? Secret.digest(cookie) : null;
		return (hash != null && knows(hash, account)) ? hash : null;
	}

	private boolean knows(String hash, AccountId account) {
		return this.jdbc.sql("select count(*) from known_browsers where browser_hash = :hash and account_id = :account")
			.param("hash", hash)
			.param("account", account.value())
			.query(Long.class)
			.single() > 0;
	}

	void remember(AccountId account, HttpServletRequest request, HttpServletResponse response) {
		String cookie = SiteCookie.KNOWN.valueIn(request);
		String browser = (cookie != null) ? cookie : Secret.random();
		try {
			this.jdbc.sql("""
					insert into known_browsers (browser_hash, account_id, created_at) values (:hash, :account, :now)
					on conflict do nothing""")
				.param("hash", Secret.digest(browser))
				.param("account", account.value())
				.param("now", OffsetDateTime.now(this.clock))
				.update();
		}
		catch (DuplicateKeyException there) {
			// H2 says so when two insert at once.
		}
		Cookies.set(SiteCookie.KNOWN, browser, LIFETIME, request, response);
	}

	void forgetAll(AccountId account) {
		this.jdbc.sql("delete from known_browsers where account_id = :account")
			.param("account", account.value())
			.update();
	}

	@Scheduled(fixedDelayString = "PT24H", initialDelayString = "PT9M")
	void forgetOld() {
		this.jdbc.sql("delete from known_browsers where created_at < :old")
			.param("old", OffsetDateTime.now(this.clock).minus(LIFETIME))
			.update();
	}

}
