package dev.roundtable.tracking;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;

import dev.roundtable.tracker.sync.Claim;
import dev.roundtable.tracker.sync.ConnectionId;
import dev.roundtable.tracker.sync.Subject;
import dev.roundtable.tracker.sync.SyncLedger.ClaimLost;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What has to be looked at. A row is due at a moment; who claims it moves that moment to
 * the end of her claim, so that what a node leaves behind when it dies is due again then.
 */
@Component
class Errands {

	/** More than are taken, so that nodes that choose at once find something each. */
	private static final int CHOICE = 4;

	/** Whose claim it is, while it lasts. */
	private static final String MINE = """
			 where connection_id = :connection and subject = :subject and claim = :claim and due_at > :now
			""";

	/**
	 * Whoever paused it wants nothing written any more, in the middle of a turn either.
	 */
	private static final String WORKS = """
			 and exists (select 1 from tracker_states s where s.connection_id = :connection and s.paused_at is null)
			""";

	private final JdbcClient jdbc;

	private final TransactionTemplate transaction;

	private final Clock clock;

	Errands(JdbcClient jdbc, PlatformTransactionManager transactions, Clock clock) {
		this.jdbc = jdbc;
		this.transaction = new TransactionTemplate(transactions);
		this.clock = clock;
	}

	/** Also in the caller's transaction. */
	void want(ConnectionId connection, Subject subject, boolean thorough) {
		boolean kept = false;
		while (!kept) {
			kept = wantAgain(connection, subject, thorough) || add(connection, subject, thorough);
		}
	}

	/**
	 * In the caller's transaction, from whoever has it in hand. Written first, so that
	 * nobody claims it until the transaction ends.
	 */
	void takeAway(ConnectionId connection, Subject subject) {
		want(connection, subject, false);
		this.jdbc.sql("delete from tracker_errands where connection_id = :connection and subject = :subject")
			.param("connection", connection.value())
			.param("subject", Subjects.key(subject))
			.update();
	}

	private boolean wantAgain(ConnectionId connection, Subject subject, boolean thorough) {
		return this.jdbc.sql("""
				update tracker_errands set again = (again or claim is not null),
				    again_thorough = (again_thorough or (claim is not null and :thorough)),
				    thorough = (thorough or (claim is null and :thorough)),
				    attempts = case when dead_at is null then attempts else 0 end,
				    due_at = case when dead_at is null then due_at else :now end,
				    dead_at = null
				where connection_id = :connection and subject = :subject
				""")
			.param("thorough", thorough)
			.param("now", now())
			.param("connection", connection.value())
			.param("subject", Subjects.key(subject))
			.update() > 0;
	}

	private boolean add(ConnectionId connection, Subject subject, boolean thorough) {
		try {
			return this.jdbc.sql("""
					insert into tracker_errands (connection_id, subject, wanted_at, due_at, thorough)
					values (:connection, :subject, :now, :now, :thorough) on conflict do nothing
					""")
				.param("connection", connection.value())
				.param("subject", Subjects.key(subject))
				.param("now", now())
				.param("thorough", thorough)
				.update() > 0;
		}
		catch (DuplicateKeyException there) {
			// H2 says so when two insert at once.
			return false;
		}
	}

	/**
	 * Chosen before they are locked: asked for both at once in such an order, H2 locks
	 * all that waits.
	 */
	List<Claim> claim(ConnectionId connection, int most, Duration lease) {
		List<Claim> claims = this.transaction.execute((_) -> take(connection, most, lease));
		return (claims != null) ? claims : List.of();
	}

	private List<Claim> take(ConnectionId connection, int most, Duration lease) {
		List<String> free = free(connection, choice(connection, most)).stream().limit(most).toList();
		if (free.isEmpty()) {
			return List.of();
		}
		this.jdbc.sql("""
				update tracker_errands set claim = nextval('tracker_claims'), due_at = :until,
				    thorough = (thorough or again_thorough), again = false, again_thorough = false
				where connection_id = :connection and subject = any(:subjects)
				""")
			.param("until", now().plus(lease))
			.param("connection", connection.value())
			.param("subjects", free.toArray(String[]::new))
			.update();
		return this.jdbc.sql("""
				select subject, claim, attempts, thorough from tracker_errands
				where connection_id = :connection and subject = any(:subjects)
				""")
			.param("connection", connection.value())
			.param("subjects", free.toArray(String[]::new))
			.query((row, _) -> new Claim(connection, Subjects.parse(row.getString("subject")), row.getLong("claim"),
					row.getInt("attempts"), row.getBoolean("thorough")))
			.list()
			.stream()
			.sorted(Comparator.comparingInt((claim) -> free.indexOf(Subjects.key(claim.subject()))))
			.toList();
	}

	private List<String> choice(ConnectionId connection, int most) {
		return this.jdbc.sql("""
				select subject from tracker_errands
				where connection_id = :connection and due_at > :ever and due_at <= :now
				order by due_at, subject limit :most
				""")
			.param("connection", connection.value())
			.param("ever", Instant.EPOCH.atOffset(ZoneOffset.UTC))
			.param("now", now())
			.param("most", most * CHOICE)
			.query(String.class)
			.list();
	}

	private List<String> free(ConnectionId connection, List<String> choice) {
		return this.jdbc.sql("""
				select subject from tracker_errands
				where connection_id = :connection and subject = any(:subjects) and due_at <= :now
				order by subject for update skip locked
				""")
			.param("connection", connection.value())
			.param("subjects", choice.toArray(String[]::new))
			.param("now", now())
			.query(String.class)
			.list()
			.stream()
			.sorted(Comparator.comparingInt(choice::indexOf))
			.toList();
	}

	/** Keeps it from ending, and from others, until the caller's transaction does. */
	void hold(Claim claim) {
		if (mine("select claim from tracker_errands" + MINE + " for update", claim).query(Long.class)
			.optional()
			.isEmpty()) {
			throw new ClaimLost();
		}
	}

	void renew(Claim claim, Duration lease) {
		if (mine("update tracker_errands set due_at = :until" + MINE + WORKS, claim).param("until", now().plus(lease))
			.update() == 0) {
			throw new ClaimLost();
		}
	}

	/** In the caller's transaction. Whether it was hers to end. */
	boolean done(Claim claim) {
		return mine("delete from tracker_errands" + MINE + " and again = false", claim).update() > 0 || mine("""
				update tracker_errands set claim = null, due_at = :now, wanted_at = :now, attempts = 0,
				    thorough = again_thorough, again = false, again_thorough = false, why = null
				""" + MINE, claim).update() > 0;
	}

	void later(Claim claim, Instant at, String why, boolean counts) {
		mine("""
				update tracker_errands set claim = null, due_at = :at, attempts = attempts + :more,
				    thorough = (thorough or again_thorough), again = false, again_thorough = false, why = :why
				""" + MINE, claim).param("at", at.atOffset(ZoneOffset.UTC))
			.param("more", counts ? 1 : 0)
			.param("why", Texts.reason(why))
			.update();
	}

	/** Who wanted it meanwhile knows of something new, and it lives on. */
	void bury(Claim claim, String why) {
		mine("""
				update tracker_errands set claim = null, why = :why,
				    due_at = case when again then :now else null end,
				    dead_at = case when again then null else :now end,
				    attempts = case when again then 0 else attempts end,
				    thorough = (thorough or again_thorough), again = false, again_thorough = false
				""" + MINE, claim).param("why", Texts.reason(why)).update();
	}

	private JdbcClient.StatementSpec mine(String sql, Claim claim) {
		return this.jdbc.sql(sql)
			.param("connection", claim.connection().value())
			.param("subject", Subjects.key(claim.subject()))
			.param("claim", claim.token())
			.param("now", now());
	}

	void replay(ConnectionId connection, Subject subject) {
		this.jdbc.sql("""
				update tracker_errands set dead_at = null, due_at = :now, attempts = 0
				where connection_id = :connection and subject = :subject and dead_at is not null
				""")
			.param("now", now())
			.param("connection", connection.value())
			.param("subject", Subjects.key(subject))
			.update();
	}

	private OffsetDateTime now() {
		return OffsetDateTime.now(this.clock);
	}

}
