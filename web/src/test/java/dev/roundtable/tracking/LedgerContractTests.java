package dev.roundtable.tracking;

import java.time.Clock;

import dev.roundtable.stores.StoreTest;
import dev.roundtable.stores.World;
import dev.roundtable.tracker.sync.ConnectionId;
import dev.roundtable.tracker.sync.SyncLedger;
import dev.roundtable.tracker.sync.SyncLedgerContract;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

/** What every ledger keeps, on each database. */
@StoreTest
class LedgerContractTests extends SyncLedgerContract {

	private final JdbcClient jdbc;

	private final LinkRows links;

	private final LinkParts parts;

	private final Trail trail;

	private final PlatformTransactionManager transactions;

	private final World world;

	LedgerContractTests(JdbcClient jdbc, LinkRows links, LinkParts parts, Trail trail,
			PlatformTransactionManager transactions, World world) {
		this.jdbc = jdbc;
		this.links = links;
		this.parts = parts;
		this.trail = trail;
		this.transactions = transactions;
		this.world = world;
	}

	@Override
	protected SyncLedger ledger(Clock clock) {
		return new Ledger(new Errands(this.jdbc, this.transactions, clock), this.links, this.parts, this.trail,
				new ConnectionStates(this.jdbc, clock), this.transactions, clock);
	}

	@Override
	protected ConnectionId newConnection() {
		ConnectionStates states = new ConnectionStates(this.jdbc, Clock.systemUTC());
		ConnectionId made = TestConnections.insert(this.jdbc, this.world.lin, Clock.systemUTC());
		states.begin(made, "new");
		states.resume(made);
		return made;
	}

}
