package dev.roundtable.search;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

import co.elastic.clients.elasticsearch._types.ElasticsearchException;
import co.elastic.clients.elasticsearch._types.HealthStatus;
import dev.roundtable.search.SearchIndex.State;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way to the engine, on a cluster or on the private node, and how it is. The index is
 * made when the engine is first reached.
 */
final class Engine {

	private static final Logger log = LoggerFactory.getLogger(Engine.class);

	private static final long A_MOMENT_NANOS = 1_000_000_000L;

	private final @Nullable SearchNode node;

	private final Supplier<List<URI>> addresses;

	private final @Nullable Credentials credentials;

	private final SearchLimits limits;

	private @Nullable Lease lease;

	private long failedAt = System.nanoTime() - A_MOMENT_NANOS;

	private final AtomicBoolean checking = new AtomicBoolean();

	/** Ready also where what it holds is outdated. */
	private volatile State lastState;

	private volatile boolean current = true;

	/** Whether the last change was turned away because nothing may be written. */
	private volatile boolean readOnly;

	private volatile long checkedAt;

	private volatile boolean closed;

	/**
	 * @param node the private one, null on a cluster
	 * @param addresses none as long as the engine is not up
	 */
	Engine(@Nullable SearchNode node, Supplier<List<URI>> addresses, @Nullable Credentials credentials,
			SearchLimits limits) {
		this.limits = limits;
		this.node = node;
		this.addresses = addresses;
		this.credentials = credentials;
		this.lastState = (node != null) ? State.STARTING : State.UNAVAILABLE;
		checkSoon();
	}

	/** Never waits: what the last look, at most a moment ago, has shown. */
	State state() {
		if (System.nanoTime() - this.checkedAt > A_MOMENT_NANOS) {
			checkSoon();
		}
		if (this.node != null && this.node.state() != State.READY) {
			return this.node.state();
		}
		return (this.lastState == State.READY && !this.current) ? State.OUTDATED : this.lastState;
	}

	/** Whether what is searched was made by this version. */
	boolean isCurrent() {
		return this.current;
	}

	<T> T call(Call<T> call) {
		Lease lease = null;
		try {
			lease = lease();
			T answer = call.on(lease.connection);
			this.lastState = State.READY;
			return answer;
		}
		catch (ElasticsearchException ex) {
			if (ex.status() == 404) {
				forgetConnection();
			}
			if (ex.status() == 429) {
				throw new SearchBusy("Elasticsearch is asked for too much: " + ex.getMessage(), ex);
			}
			throw new SearchUnavailable("Elasticsearch answered: " + ex.getMessage(), ex);
		}
		catch (SocketTimeoutException ex) {
			// one slow answer is not the end: others are asked, unless it is slow to say
			// how it is
			checkSoon();
			throw new SearchUnavailable("Elasticsearch took too long: " + ex.getMessage(), ex);
		}
		catch (IllegalStateException broken) {
			// a client that was closed, or broke down, never answers again
			if (lease != null) {
				forget(lease);
			}
			throw new SearchUnavailable("Elasticsearch cannot be asked: " + broken.getMessage(), broken);
		}
		catch (IOException ex) {
			if (Deadline.status(ex) != 0) {
				// one request may be at fault, so it is asked how it is
				checkSoon();
				throw new SearchUnavailable("Elasticsearch failed: " + ex.getMessage(), ex);
			}
			this.lastState = (this.lastState == State.STARTING) ? State.STARTING : State.UNAVAILABLE;
			throw new SearchUnavailable("Elasticsearch does not answer: " + ex.getMessage(), ex);
		}
		finally {
			if (lease != null) {
				release(lease);
			}
		}
	}

	boolean isReadOnly() {
		return this.readOnly;
	}

	/** Told by whoever tried to write. */
	void setReadOnly(boolean readOnly) {
		this.readOnly = readOnly;
	}

	/** The node has a new address after each restart. */
	private synchronized Lease lease() throws IOException {
		List<URI> uris = this.addresses.get();
		if (uris.isEmpty() || this.closed) {
			throw new SearchUnavailable(this.closed ? "Search is closed" : "Elasticsearch is not up");
		}
		if (this.lease != null && !this.lease.connection.uris().equals(uris)) {
			forgetConnection();
		}
		Lease known = this.lease;
		if (known == null) {
			if (System.nanoTime() - this.failedAt < A_MOMENT_NANOS) {
				// whoever waited for the same attempt need not make another one
				throw new SearchUnavailable("Elasticsearch did not answer just now");
			}
			Connection fresh = Connection.to(uris, this.credentials, this.limits);
			try {
				this.current = IndexDefinition.ensure(fresh.client());
			}
			catch (IOException | RuntimeException ex) {
				this.failedAt = System.nanoTime();
				fresh.close();
				throw ex;
			}
			known = new Lease(fresh);
			this.lease = known;
		}
		known.users++;
		return known;
	}

	private synchronized void release(Lease lease) {
		lease.users--;
		closeIfDone(lease);
	}

	/** Unless another one took its place already. */
	private synchronized void forget(Lease broken) {
		if (this.lease == broken) {
			forgetConnection();
		}
	}

	synchronized void forgetConnection() {
		Lease forgotten = this.lease;
		if (forgotten != null) {
			this.lease = null;
			forgotten.ended = true;
			closeIfDone(forgotten);
		}
	}

	private static void closeIfDone(Lease lease) {
		if (lease.ended && lease.users == 0) {
			lease.connection.close();
		}
	}

	void close() {
		this.closed = true;
		forgetConnection();
	}

	private void checkSoon() {
		if (!this.closed && this.checking.compareAndSet(false, true)) {
			Thread.ofVirtual().name("search-check").start(() -> {
				try {
					check();
				}
				finally {
					this.checkedAt = System.nanoTime();
					this.checking.set(false);
				}
			});
		}
	}

	/** A queue that is empty writes nothing that would show that it may again. */
	private void checkBlocks() {
		try {
			this.readOnly = call((engine) -> IndexDefinition.isReadOnly(engine.client()));
		}
		catch (SearchUnavailable unknown) {
			log.debug("It is not said whether the index may be written", unknown);
		}
	}

	private void check() {
		State before = this.lastState;
		try {
			if (!call((engine) -> IndexDefinition.isThere(engine.client()))) {
				// it was lost, and is made from nothing by the next who asks
				forgetConnection();
			}
			HealthStatus status = call(
					(engine) -> engine.client().cluster().health((health) -> health.index(IndexDefinition.ALIAS)))
				.status();
			if (status == HealthStatus.Red) {
				this.lastState = (before == State.STARTING) ? State.STARTING : State.UNAVAILABLE;
			}
			if (!this.current) {
				// another node of Roundtable may have made it anew
				this.current = call((engine) -> IndexDefinition.ensure(engine.client()));
			}
			if (this.readOnly) {
				checkBlocks();
			}
		}
		catch (SearchBusy busy) {
			log.debug("Search answers, but takes nothing now", busy);
		}
		catch (SearchUnavailable ex) {
			this.lastState = (before == State.STARTING) ? State.STARTING : State.UNAVAILABLE;
			log.debug("Search does not answer", ex);
		}
	}

	/**
	 * A client and how many use it. It is closed when the last of them is answered: who
	 * still asks a client that is closed is never answered.
	 */
	private static final class Lease {

		final Connection connection;

		int users;

		boolean ended;

		Lease(Connection connection) {
			this.connection = connection;
		}

	}

	interface Call<T> {

		T on(Connection engine) throws IOException;

	}

}
