package dev.roundtable.tracking;

import java.time.Clock;
import java.time.OffsetDateTime;

import dev.roundtable.tracker.Delivery;
import dev.roundtable.tracker.RemoteId;
import dev.roundtable.tracker.sync.ConnectionId;
import dev.roundtable.tracker.sync.Subject;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What trackers deliver. A delivery says which issues to look at and no more; nothing of
 * it is believed, and it does not matter whether it comes twice, late or never.
 */
@Component
class Hooks {

	/** Issues that one delivery may name. */
	private static final int MOST = 100;

	private static final int KEPT_DAYS = 3;

	private final JdbcClient jdbc;

	private final OpenTrackers trackers;

	private final Errands errands;

	private final TransactionTemplate transaction;

	private final Clock clock;

	Hooks(JdbcClient jdbc, OpenTrackers trackers, Errands errands, PlatformTransactionManager transactions,
			Clock clock) {
		this.jdbc = jdbc;
		this.trackers = trackers;
		this.errands = errands;
		this.transaction = new TransactionTemplate(transactions);
		this.clock = clock;
	}

	/**
	 * On disk when this returns.
	 * @throws Delivery.Forged unless the connection's tracker signed it
	 * @throws dev.roundtable.http.NotFound when there is no such connection
	 */
	void take(ConnectionId connection, Delivery delivery) {
		Delivery.Hints hints = this.trackers.of(connection).tracker().hints(delivery);
		try {
			this.transaction.executeWithoutResult((_) -> {
				if (isNew(connection, hints.id())) {
					hints.issues().stream().limit(MOST).forEach((issue) -> want(connection, issue));
				}
			});
		}
		catch (DuplicateKeyException there) {
			// H2 says so when it comes twice at once.
		}
	}

	private void want(ConnectionId connection, RemoteId issue) {
		this.errands.want(connection, new Subject.OfIssue(issue), false);
	}

	private boolean isNew(ConnectionId connection, String id) {
		OffsetDateTime now = OffsetDateTime.now(this.clock);
		heard(connection, now);
		return this.jdbc.sql("""
				insert into tracker_deliveries (connection_id, delivery, arrived_at) values (:connection, :id, :now)
				on conflict do nothing
				""")
			.param("connection", connection.value())
			.param("id", id.substring(0, Math.min(id.length(), 100)))
			.param("now", now)
			.update() > 0;
	}

	/**
	 * At most once a minute: a busy tracker delivers many at once, and all meet at this
	 * row.
	 */
	private void heard(ConnectionId connection, OffsetDateTime now) {
		this.jdbc.sql("""
				update tracker_states set hinted_at = :now
				where connection_id = :connection and (hinted_at is null or hinted_at < :before)
				""")
			.param("now", now)
			.param("before", now.minusMinutes(1))
			.param("connection", connection.value())
			.update();
	}

	@Scheduled(fixedDelayString = "PT1H", initialDelayString = "PT13M")
	void forgetOld() {
		this.jdbc.sql("delete from tracker_deliveries where arrived_at < :old")
			.param("old", OffsetDateTime.now(this.clock).minusDays(KEPT_DAYS))
			.update();
	}

}
