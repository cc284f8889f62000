package dev.roundtable.tracking.admin;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.Map;

import dev.roundtable.http.Once;
import dev.roundtable.http.OnceKey;
import dev.roundtable.journal.Journal;
import dev.roundtable.people.Capability;
import dev.roundtable.people.Viewer;
import dev.roundtable.site.Audience;
import dev.roundtable.tracker.sync.ConnectionId;
import dev.roundtable.tracker.sync.Subject;
import dev.roundtable.tracker.sync.SyncLedger;
import dev.roundtable.tracking.Connections;
import dev.roundtable.writing.When;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * A whole project of a tracker made into tasks, a page of its issues at a time. How far
 * it came is on disk, so that it goes on where it was whatever happens to a node, and
 * after somebody stopped it.
 */
@Component
class TakingIn {

	private final JdbcClient jdbc;

	private final SyncLedger ledger;

	private final Connections connections;

	private final Journal journal;

	private final Once once;

	private final Clock clock;

	TakingIn(JdbcClient jdbc, SyncLedger ledger, Connections connections, Journal journal, Once once, Clock clock) {
		this.jdbc = jdbc;
		this.ledger = ledger;
		this.connections = connections;
		this.journal = journal;
		this.once = once;
		this.clock = clock;
	}

	/**
	 * Public for its template.
	 *
	 * @param began null where nobody ever took it in
	 * @param stopped when somebody did
	 * @param seen issues that its pages have named so far
	 * @param made tasks
	 * @param waiting issues that are named and not looked at yet
	 * @param reading whether more pages are to be read
	 * @param halfway whether one was
	 */
	record Project(@Nullable When began, @Nullable When stopped, long seen, long made, long waiting, boolean reading,
			boolean halfway) {

		public boolean runs() {
			return this.began != null && this.stopped == null && (this.reading || this.waiting > 0);
		}

		public boolean done() {
			return this.began != null && this.stopped == null && !runs();
		}

		/** Of the issues seen. */
		public long looked() {
			return Math.max(0, this.seen - this.waiting);
		}

		/** A bar without an end has no length: it moves. */
		public long length() {
			return Math.max(1, this.seen);
		}

	}

	/**
	 * From the first issue, those that are tasks already left alone. New ones follow from
	 * now on.
	 */
	void begin(Viewer by, ConnectionId id, OnceKey key) {
		by.require(Capability.ADMINISTER);
		this.once.write(key.asking("take in project of tracker " + id), () -> {
			Connections.Settings settings = this.connections.find(id);
			this.jdbc.sql("""
					update tracker_connections set takes_in = true, version = version + 1
					where id = :id and takes_in = false
					""").param("id", id.value()).update();
			this.jdbc
				.sql("""
						update tracker_states set everything_at = :now, everything_stopped_at = null, everything_page = null,
						    everything_seen = 0,
						    everything_trail = (select coalesce(max(t.id), 0) from tracker_trail t where t.connection_id = :id)
						where connection_id = :id
						""")
				.param("now", OffsetDateTime.now(this.clock))
				.param("id", id.value())
				.update();
			this.ledger.want(id, new Subject.Everything(), false);
			tell(by, "tracker taken in", settings);
		});
	}

	/** What was named already is still looked at. */
	void stop(Viewer by, ConnectionId id, OnceKey key) {
		by.require(Capability.ADMINISTER);
		this.once.write(key.asking("stop taking in project of tracker " + id), () -> {
			Connections.Settings settings = this.connections.find(id);
			int stopped = this.jdbc.sql("""
					update tracker_states set everything_stopped_at = :now
					where connection_id = :id and everything_at is not null and everything_stopped_at is null
					""").param("now", OffsetDateTime.now(this.clock)).param("id", id.value()).update();
			this.jdbc.sql("delete from tracker_errands where connection_id = :id and subject = 'everything'")
				.param("id", id.value())
				.update();
			if (stopped > 0) {
				tell(by, "tracker taking in stopped", settings);
			}
		});
	}

	/** Where it was stopped. */
	void goOn(Viewer by, ConnectionId id, OnceKey key) {
		by.require(Capability.ADMINISTER);
		this.once.write(key.asking("go on taking in project of tracker " + id), () -> {
			Connections.Settings settings = this.connections.find(id);
			int goesOn = this.jdbc.sql("""
					update tracker_states set everything_stopped_at = null
					where connection_id = :id and everything_stopped_at is not null
					""").param("id", id.value()).update();
			if (goesOn > 0) {
				this.ledger.want(id, new Subject.Everything(), false);
				tell(by, "tracker taken in", settings);
			}
		});
	}

	private void tell(Viewer by, String action, Connections.Settings settings) {
		this.journal.record(by.id().value(), action,
				dev.roundtable.journal.Subject.of("tracker", settings.id().value()), Audience.TEAM,
				Map.of("name", settings.name()));
	}

}
