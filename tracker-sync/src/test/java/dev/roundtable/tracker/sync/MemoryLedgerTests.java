package dev.roundtable.tracker.sync;

import java.time.Clock;
import java.util.concurrent.atomic.AtomicLong;

class MemoryLedgerTests extends SyncLedgerContract {

	private static final AtomicLong LAST = new AtomicLong();

	@Override
	protected SyncLedger ledger(Clock clock) {
		return new MemoryLedger(clock);
	}

	@Override
	protected ConnectionId newConnection() {
		return new ConnectionId(LAST.incrementAndGet());
	}

}
