package dev.roundtable.credentials;

import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Optional;

import dev.roundtable.factors.SecondFactors;
import dev.roundtable.http.Secret;
import dev.roundtable.limits.Guesses;
import dev.roundtable.people.AccountId;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Between a right password and a right code. Nobody is signed in yet: the token in the
 * form that asks for the code says whose password was right, for some minutes.
 */
@Component
public class SecondStep {

	private static final Duration VALID = Duration.ofMinutes(10);

	private final JdbcClient jdbc;

	private final SecondFactors factors;

	private final Guesses guesses;

	private final KnownBrowsers browsers;

	private final Clock clock;

	SecondStep(JdbcClient jdbc, SecondFactors factors, Guesses guesses, KnownBrowsers browsers, Clock clock) {
		this.browsers = browsers;
		this.jdbc = jdbc;
		this.factors = factors;
		this.guesses = guesses;
		this.clock = clock;
	}

	/** The token of a step that is needed, null where none is. */
	public @Nullable String begin(AccountId account) {
		if (!this.factors.isOn(account)) {
			return null;
		}
		String token = Secret.random();
		this.jdbc.sql("""
				insert into half_sign_ins (token_hash, account_id, expires_at) values (:hash, :account, :expires)""")
			.param("hash", Secret.digest(token))
			.param("account", account.value())
			.param("expires", OffsetDateTime.now(this.clock).plus(VALID))
			.update();
		return token;
	}

	/** Whose password it was, as long as a code may follow. */
	public Optional<AccountId> whose(String token) {
		return this.jdbc.sql("select account_id from half_sign_ins where token_hash = :hash and expires_at > :now")
			.param("hash", Secret.digest(token))
			.param("now", OffsetDateTime.now(this.clock))
			.query(Long.class)
			.optional()
			.map(AccountId::of);
	}

	/**
	 * Ends the step with a right code.
	 * @throws dev.roundtable.http.TooManyAttempts when it came too soon after wrong ones
	 */
	public boolean finish(String token, AccountId account, String code, HttpServletRequest request) {
		Guesses.Guess guess = this.guesses.beginCode(account, request.getRemoteAddr(),
				this.browsers.of(account, request));
		if (!this.factors.accepts(account, code)) {
			return false;
		}
		this.guesses.right(guess);
		this.jdbc.sql("delete from half_sign_ins where token_hash = :hash")
			.param("hash", Secret.digest(token))
			.update();
		return true;
	}

	/** In the caller's transaction. */
	void endAll(AccountId account) {
		this.jdbc.sql("delete from half_sign_ins where account_id = :account")
			.param("account", account.value())
			.update();
	}

	@Scheduled(fixedDelayString = "PT1H", initialDelayString = "PT8M")
	void forgetOld() {
		this.jdbc.sql("delete from half_sign_ins where expires_at < :now")
			.param("now", OffsetDateTime.now(this.clock))
			.update();
	}

}
