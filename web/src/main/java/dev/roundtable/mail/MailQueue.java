package dev.roundtable.mail;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What waits for the server. */
@Component
class MailQueue {

	/** Longer than the server may take for one mail, with all its time-outs. */
	static final Duration LEASE = Duration.ofMinutes(5);

	/** No reminder of the same thing comes later than that. */
	private static final Duration KEYS_KEPT = Duration.ofDays(90);

	private static final int REASON = 500;

	private final JdbcClient jdbc;

	private final Clock clock;

	private final TransactionTemplate transaction;

	MailQueue(JdbcClient jdbc, Clock clock, PlatformTransactionManager transactions) {
		this.jdbc = jdbc;
		this.clock = clock;
		this.transaction = new TransactionTemplate(transactions);
	}

	/**
	 * One mail that is somebody's to send.
	 *
	 * @param key stays the same however often it is tried
	 * @param attempts this one included
	 */
	record Claimed(long id, String key, MailAddress to, String subject, String body, @Nullable String html,
			@Nullable String unsubscribe, @Nullable String about, Instant created, int attempts) {
	}

	/** For the administration; what it says is nobody's business. */
	record Waiting(Letter.Kind kind, String recipient, Instant created, int attempts, Instant again,
			@Nullable String lastError) {
	}

	/**
	 * In the caller's transaction.
	 * @return false when it was queued before
	 */
	boolean add(String key, Letter letter) {
		if (!claimKey(key)) {
			return false;
		}
		OffsetDateTime now = now();
		this.jdbc.sql("""
				insert into mails (mail_key, kind, recipient, address_key, subject, body, html, unsubscribe, about,
				    created_at, valid_until, again_at)
				values (:key, :kind, :recipient, :address, :subject, :body, :html, :unsubscribe, :about, :now, :until,
				    :now)""")
			.param("key", key)
			.param("kind", letter.kind().name())
			.param("recipient", letter.to().value())
			.param("address", letter.to().key())
			.param("subject", letter.subject())
			.param("body", letter.text())
			.param("html", letter.html())
			.param("unsubscribe", letter.unsubscribe())
			.param("about", letter.about())
			.param("now", now)
			.param("until", letter.until().atOffset(ZoneOffset.UTC))
			.update();
		return true;
	}

	private boolean claimKey(String key) {
		try {
			return this.jdbc
				.sql("insert into mail_keys (mail_key, created_at) values (:key, :now) on conflict do nothing")
				.param("key", key)
				.param("now", now())
				.update() == 1;
		}
		catch (DuplicateKeyException there) {
			// H2 says so when two insert at once.
			return false;
		}
	}

	/**
	 * Takes some that are due, in a transaction of its own. For as long as the lease runs
	 * nobody else takes them.
	 */
	List<Claimed> claim(int most) {
		List<Claimed> claimed = this.transaction.execute((_) -> {
			List<Claimed> due = due(most);
			this.jdbc.sql("update mails set again_at = :lease, attempts = attempts + 1 where id = any(:ids)")
				.param("lease", now().plus(LEASE))
				.param("ids", ids(due))
				.update();
			return due;
		});
		return (claimed != null) ? claimed : List.of();
	}

	/**
	 * Chosen before it is locked: asked for both at once in such an order, H2 locks all
	 * that waits.
	 */
	private List<Claimed> due(int most) {
		List<Long> first = new ArrayList<>();
		for (Letter.Kind kind : Letter.Kind.values()) {
			if (first.size() < most) {
				first.addAll(due(kind, most - first.size()));
			}
		}
		return this.jdbc.sql("""
				select id, mail_key, recipient, subject, body, html, unsubscribe, about, created_at, attempts
				from mails
				where id = any(:first) and again_at <= :now
				order by id for update skip locked""")
			.param("first", first.toArray(Long[]::new))
			.param("now", now())
			.query((row, _) -> new Claimed(row.getLong("id"), row.getString("mail_key"),
					new MailAddress(row.getString("recipient")), row.getString("subject"), row.getString("body"),
					row.getString("html"), row.getString("unsubscribe"), row.getString("about"),
					row.getObject("created_at", OffsetDateTime.class).toInstant(), row.getInt("attempts") + 1))
			.list()
			.stream()
			.sorted(Comparator.comparingInt((mail) -> first.indexOf(mail.id())))
			.toList();
	}

	private List<Long> due(Letter.Kind kind, int most) {
		return this.jdbc.sql("""
				select id from mails where kind = :kind and again_at <= :now and valid_until > :now
				order by again_at, id limit :most""")
			.param("kind", kind.name())
			.param("now", now())
			.param("most", most)
			.query(Long.class)
			.list();
	}

	/** It is with the server, or is worth nothing any more. */
	void done(Claimed mail) {
		this.jdbc.sql("delete from mails where id = :id").param("id", mail.id()).update();
	}

	/** Lets it wait after a failure, unless somebody else has it meanwhile. */
	void putOff(Claimed mail, String reason) {
		this.jdbc.sql("""
				update mails set again_at = :again, last_error = :reason where id = :id and attempts = :attempts""")
			.param("again", now().plus(Patience.after(mail.attempts())))
			.param("reason", cut(reason))
			.param("id", mail.id())
			.param("attempts", mail.attempts())
			.update();
	}

	/** Gives back what was claimed and not tried: it is due as before. */
	void release(List<Claimed> mails) {
		mails.forEach((mail) -> this.jdbc.sql("""
				update mails set again_at = :now, attempts = attempts - 1 where id = :id and attempts = :attempts""")
			.param("now", now())
			.param("id", mail.id())
			.param("attempts", mail.attempts())
			.update());
	}

	/** In the caller's transaction: nothing more goes to that address. */
	void dropAllTo(MailAddress address) {
		this.jdbc.sql("delete from mails where address_key = :key").param("key", address.key()).update();
	}

	long size() {
		return this.jdbc.sql("select count(*) from mails").query(Long.class).single();
	}

	/** Those that wait longest first; at most 50. */
	List<Waiting> waiting() {
		return this.jdbc.sql("""
				select kind, recipient, created_at, attempts, again_at, last_error from mails order by id limit 50""")
			.query((row, _) -> new Waiting(Letter.Kind.valueOf(row.getString("kind")), row.getString("recipient"),
					row.getObject("created_at", OffsetDateTime.class).toInstant(), row.getInt("attempts"),
					row.getObject("again_at", OffsetDateTime.class).toInstant(), row.getString("last_error")))
			.list();
	}

	@Scheduled(fixedDelayString = "PT1H", initialDelayString = "PT11M")
	void forgetOld() {
		this.jdbc.sql("delete from mails where valid_until < :now").param("now", now()).update();
		this.jdbc.sql("delete from mail_keys where created_at < :old").param("old", now().minus(KEYS_KEPT)).update();
	}

	static String cut(String reason) {
		String line = reason.replaceAll("\\s+", " ").strip();
		return line.substring(0, Math.min(line.length(), REASON));
	}

	private static Long[] ids(List<Claimed> mails) {
		return mails.stream().map(Claimed::id).toArray(Long[]::new);
	}

	private OffsetDateTime now() {
		return OffsetDateTime.now(this.clock);
	}

	/** In the caller's transaction. */
	void forget(MailAddress address) {
		this.jdbc.sql("delete from mails where address_key = :key").param("key", address.key()).update();
	}

}
