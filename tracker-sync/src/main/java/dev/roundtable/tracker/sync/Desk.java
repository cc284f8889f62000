package dev.roundtable.tracker.sync;

import java.time.Clock;

import dev.roundtable.tracker.RemoteId;
import dev.roundtable.tracker.Tracker;
import org.jspecify.annotations.Nullable;

/** What all who work for a connection use. */
record Desk(Connection connection, Tracker tracker, TaskMirror mirror, SyncLedger ledger, Clock clock) {

	ConnectionId id() {
		return this.connection.id();
	}

	/** Before anything is written there: whoever lost her claim must not. */
	void renew(Claim claim) {
		this.ledger.renew(claim, Connection.LEASE);
	}

	void want(Subject subject, boolean thorough) {
		this.ledger.want(id(), subject, thorough);
	}

	/** An entry of the audit trail. */
	Carried told(@Nullable Long task, @Nullable RemoteId issue, Side to, String what, Carried.Outcome outcome,
			@Nullable String before, @Nullable String after, @Nullable String why) {
		return new Carried(id(), task, issue, to, what, outcome, before, after, why, this.clock.instant());
	}

}
