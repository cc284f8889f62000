package dev.roundtable.passkeys;

import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;

import dev.roundtable.http.Secret;
import dev.roundtable.people.AccountId;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * What an authenticator is asked to sign. Each is good for one answer, for some minutes,
 * and for what it was made for: a new passkey of one person, or somebody's sign-in.
 */
@Component
class Challenges {

	static final Duration VALID = Duration.ofMinutes(5);

	private final JdbcClient jdbc;

	private final Clock clock;

	Challenges(JdbcClient jdbc, Clock clock) {
		this.jdbc = jdbc;
		this.clock = clock;
	}

	/**
	 * @param account whose new passkey it is for, null for a sign-in
	 */
	String make(@Nullable AccountId account) {
		String challenge = Secret.random();
		this.jdbc.sql("insert into passkey_challenges (hash, account_id, expires_at) values (:hash, :account, :end)")
			.param("hash", Secret.digest(challenge))
			.param("account", (account != null) ? account.value() : null, java.sql.Types.BIGINT)
			.param("end", OffsetDateTime.now(this.clock).plus(VALID))
			.update();
		return challenge;
	}

	/** Whether it was one of ours and good still. It is used up by that. */
	boolean take(String challenge, @Nullable AccountId account) {
		return this.jdbc.sql("""
				delete from passkey_challenges
				where hash = :hash and coalesce(account_id, 0) = :account and expires_at > :now""")
			.param("hash", Secret.digest(challenge))
			.param("account", (account != null) ? account.value() : 0L)
			.param("now", OffsetDateTime.now(this.clock))
			.update() == 1;
	}

	@Scheduled(fixedDelayString = "PT10M", initialDelayString = "PT6M")
	void forgetOld() {
		this.jdbc.sql("delete from passkey_challenges where expires_at < :now")
			.param("now", OffsetDateTime.now(this.clock))
			.update();
	}

}
