package dev.roundtable.addresses;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

import dev.roundtable.http.Secret;
import dev.roundtable.people.AccountId;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Links that work once. The token is random and told once; here is its digest. A link is
 * looked at as often as one likes (programs that read mail do) and used by a form.
 */
@Component
public class OneTimeLinks {

	/** For as long its page says that a link was used, or is too old. */
	private static final Duration KEPT = Duration.ofDays(30);

	private static final Duration SOON = Duration.ofMinutes(10);

	private static final int MOST_IN_A_DAY = 5;

	private final JdbcClient jdbc;

	private final Clock clock;

	OneTimeLinks(JdbcClient jdbc, Clock clock) {
		this.jdbc = jdbc;
		this.clock = clock;
	}

	/** What it is good for, and for nothing else. */
	public enum Purpose {

		/** An address is hers. */
		CONFIRM,

		/** An address was changed, and shall be as before. */
		UNDO,

		/** A new password. */
		RESET

	}

	public enum State {

		OPEN, USED, OLD

	}

	/**
	 * @param detail the address that it is about
	 */
	public record Link(AccountId account, String detail, Instant created, State state) {

		public boolean isOpen() {
			return this.state == State.OPEN;
		}

	}

	/**
	 * In the caller's transaction.
	 * @return the token, which nobody can tell later
	 */
	public String make(AccountId account, Purpose purpose, String detail, Duration valid) {
		String token = Secret.random();
		OffsetDateTime now = OffsetDateTime.now(this.clock);
		this.jdbc.sql("""
				insert into one_time_links (token_hash, purpose, account_id, detail, created_at, expires_at)
				values (:hash, :purpose, :account, :detail, :now, :expires)""")
			.param("hash", Secret.digest(token))
			.param("purpose", purpose.name())
			.param("account", account.value())
			.param("detail", detail)
			.param("now", now)
			.param("expires", now.plus(valid))
			.update();
		return token;
	}

	/**
	 * Whether another one would be too much for the box that it is mailed to: one is on
	 * its way, or there were many today, whoever asked for them.
	 */
	public boolean isEnough(AccountId account, Purpose purpose, String detail) {
		OffsetDateTime now = OffsetDateTime.now(this.clock);
		return this.jdbc.sql("""
				select count(*) filter (where account_id = :account and used_at is null and created_at > :soon) > 0
				    or count(*) >= :most
				from one_time_links where detail = :detail and purpose = :purpose and created_at > :day""")
			.param("account", account.value())
			.param("soon", now.minus(SOON))
			.param("most", MOST_IN_A_DAY)
			.param("detail", detail)
			.param("purpose", purpose.name())
			.param("day", now.minusDays(1))
			.query(Boolean.class)
			.single();
	}

	/** Empty where there never was such a link, or long ago. */
	public Optional<Link> find(String token, Purpose purpose) {
		Instant now = this.clock.instant();
		return this.jdbc.sql("""
				select account_id, detail, created_at, expires_at, used_at from one_time_links
				where token_hash = :hash and purpose = :purpose""")
			.param("hash", Secret.digest(token))
			.param("purpose", purpose.name())
			.query((row, _) -> {
				boolean old = !row.getObject("expires_at", OffsetDateTime.class).toInstant().isAfter(now);
				State state = (row.getObject("used_at") != null) ? State.USED : old ? State.OLD : State.OPEN;
				return new Link(AccountId.of(row.getLong("account_id")), row.getString("detail"),
						row.getObject("created_at", OffsetDateTime.class).toInstant(), state);
			})
			.optional();
	}

	/**
	 * Uses it up, in the caller's transaction.
	 * @return false for whoever comes second, or too late
	 */
	public boolean use(String token, Purpose purpose) {
		return this.jdbc.sql("""
				update one_time_links set used_at = :now
				where token_hash = :hash and purpose = :purpose and used_at is null and expires_at > :now""")
			.param("now", OffsetDateTime.now(this.clock))
			.param("hash", Secret.digest(token))
			.param("purpose", purpose.name())
			.update() == 1;
	}

	/** Ends those of an account that are open, in the caller's transaction. */
	public void endAll(AccountId account, Purpose purpose) {
		endAllSince(account, purpose, Instant.EPOCH);
	}

	void endAllSince(AccountId account, Purpose purpose, Instant since) {
		this.jdbc.sql("""
				update one_time_links set used_at = :now
				where account_id = :account and purpose = :purpose and used_at is null and created_at >= :since""")
			.param("now", OffsetDateTime.now(this.clock))
			.param("account", account.value())
			.param("purpose", purpose.name())
			.param("since", since.atOffset(java.time.ZoneOffset.UTC))
			.update();
	}

	/** What the latest open one is about. */
	Optional<String> latestOpen(AccountId account, Purpose purpose) {
		return this.jdbc.sql("""
				select detail from one_time_links
				where account_id = :account and purpose = :purpose and used_at is null and expires_at > :now
				order by created_at desc limit 1""")
			.param("account", account.value())
			.param("purpose", purpose.name())
			.param("now", OffsetDateTime.now(this.clock))
			.query(String.class)
			.optional();
	}

	@Scheduled(fixedDelayString = "PT6H", initialDelayString = "PT13M")
	void forgetOld() {
		this.jdbc.sql("delete from one_time_links where expires_at < :old")
			.param("old", OffsetDateTime.now(this.clock).minus(KEPT))
			.update();
	}

}
