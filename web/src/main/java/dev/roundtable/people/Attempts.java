package dev.roundtable.people;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;

import dev.roundtable.http.Secret;
import dev.roundtable.http.TooManyAttempts;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Counts failed sign-ins and registrations in the database, so that the limits hold over
 * all nodes.
 */
@Component
class Attempts {

	private static final Duration SIGN_IN_WINDOW = Duration.ofMinutes(15);

	private static final Duration REGISTER_WINDOW = Duration.ofHours(1);

	private final JdbcClient jdbc;

	private final LimitSettings limits;

	// A failure counts even when the request around it is rolled back.
	private final TransactionTemplate apart;

	Attempts(JdbcClient jdbc, LimitSettings limits, PlatformTransactionManager transactions) {
		this.jdbc = jdbc;
		this.limits = limits;
		this.apart = new TransactionTemplate(transactions);
		this.apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
	}

	/**
	 * @throws TooManyAttempts when this name or this address failed too often
	 */
	void beforeSignIn(String name, String address) {
		check("name", nameSubject(name), SIGN_IN_WINDOW, this.limits.failuresPerName());
		check("address", Network.of(address), SIGN_IN_WINDOW, this.limits.failuresPerAddress());
	}

	void failedSignIn(String name, String address) {
		record("name", nameSubject(name));
		record("address", Network.of(address));
	}

	void signedIn(String name) {
		this.jdbc.sql("delete from attempts where kind = 'name' and subject = :subject")
			.param("subject", nameSubject(name))
			.update();
	}

	/**
	 * @throws TooManyAttempts when too many registered from this address
	 */
	void beforeRegistration(String address) {
		check("register", Network.of(address), REGISTER_WINDOW, this.limits.registrationsPerAddress());
	}

	void registered(String address) {
		record("register", Network.of(address));
	}

	private void check(String kind, String subject, Duration window, int limit) {
		Instant now = Instant.now();
		Instant oldest = this.jdbc.sql("""
				select happened_at from attempts
				where kind = :kind and subject = :subject and happened_at > :since
				order by happened_at desc offset :before rows fetch first 1 rows only""")
			.param("kind", kind)
			.param("subject", subject)
			.param("since", now.minus(window).atOffset(ZoneOffset.UTC))
			.param("before", Math.max(0, limit - 1))
			.query((row, _) -> row.getObject(1, java.time.OffsetDateTime.class).toInstant())
			.optional()
			.orElse(null);
		if (oldest != null) {
			throw new TooManyAttempts(Duration.between(now, oldest.plus(window)));
		}
	}

	private void record(String kind, String subject) {
		this.apart.executeWithoutResult(
				(_) -> this.jdbc.sql("insert into attempts (kind, subject, happened_at) values (:kind, :subject, :now)")
					.param("kind", kind)
					.param("subject", subject)
					.param("now", Instant.now().atOffset(ZoneOffset.UTC))
					.update());
	}

	@Scheduled(fixedDelayString = "PT1H", initialDelayString = "PT5M")
	void forgetOld() {
		this.jdbc.sql("delete from attempts where happened_at < :old")
			.param("old", Instant.now().minus(Duration.ofDays(1)).atOffset(ZoneOffset.UTC))
			.update();
	}

	/** Whatever is typed as a name, of a fixed length and safe to store. */
	private static String nameSubject(String name) {
		return Secret.digest(AccountName.key(name));
	}

}
