package dev.roundtable.search;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

import co.elastic.clients.elasticsearch._types.ElasticsearchException;
import co.elastic.clients.elasticsearch._types.HealthStatus;
import co.elastic.clients.elasticsearch.core.BulkResponse;
import co.elastic.clients.elasticsearch.core.bulk.BulkOperation;
import co.elastic.clients.elasticsearch.core.bulk.BulkResponseItem;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The index in Elasticsearch, on a cluster or on the private node. It is made when the
 * engine is first reached.
 */
public final class ElasticsearchIndex implements SearchIndex {

	private static final Logger log = LoggerFactory.getLogger(ElasticsearchIndex.class);

	private static final long A_MOMENT_NANOS = 1_000_000_000L;

	private static final int MOST_BYTES_A_REQUEST = 10_000_000;

	private final @Nullable SearchNode node;

	private final Supplier<List<URI>> addresses;

	private final @Nullable Credentials credentials;

	private @Nullable Connection connection;

	private long failedAt = System.nanoTime() - A_MOMENT_NANOS;

	private final AtomicBoolean checking = new AtomicBoolean();

	private volatile State lastState;

	private volatile long checkedAt;

	private volatile boolean closed;

	private ElasticsearchIndex(@Nullable SearchNode node, Supplier<List<URI>> addresses,
			@Nullable Credentials credentials, State state) {
		this.node = node;
		this.addresses = addresses;
		this.credentials = credentials;
		this.lastState = state;
		checkSoon();
	}

	/** On a cluster, which may be out of reach for now. */
	public static ElasticsearchIndex onCluster(List<URI> uris, @Nullable String username, @Nullable String password) {
		Credentials credentials = (username != null && password != null) ? new Credentials(username, password) : null;
		List<URI> addresses = List.copyOf(uris);
		return new ElasticsearchIndex(null, () -> addresses, credentials, State.UNAVAILABLE);
	}

	/** On the private node, which stays the caller's to close. */
	public static ElasticsearchIndex onLocalNode(SearchNode node) {
		return new ElasticsearchIndex(node, () -> {
			URI uri = node.uri();
			return (uri != null) ? List.of(uri) : List.of();
		}, null, State.STARTING);
	}

	/** Never waits: what the last look, at most a moment ago, has shown. */
	@Override
	public State state() {
		if (System.nanoTime() - this.checkedAt > A_MOMENT_NANOS) {
			checkSoon();
		}
		if (this.node != null && this.node.state() != State.READY) {
			return this.node.state();
		}
		return this.lastState;
	}

	@Override
	public Map<DocumentKey, String> apply(List<IndexChange> changes) {
		Map<DocumentKey, String> refused = new HashMap<>();
		List<BulkOperation> operations = new ArrayList<>();
		long bytes = 0;
		for (IndexChange change : changes) {
			byte[] source = (change instanceof IndexChange.Put put) ? IndexedDocument.json(put.document())
					: new byte[0];
			if (bytes + source.length > MOST_BYTES_A_REQUEST && !operations.isEmpty()) {
				refused.putAll(send(operations));
				operations = new ArrayList<>();
				bytes = 0;
			}
			operations.add(IndexedDocument.operation(change, source));
			bytes += source.length;
		}
		if (!operations.isEmpty()) {
			refused.putAll(send(operations));
		}
		return refused;
	}

	private Map<DocumentKey, String> send(List<BulkOperation> operations) {
		BulkResponse response = call((engine) -> engine.patientClient()
			.bulk((bulk) -> bulk.index(IndexDefinition.ALIAS).requireAlias(true).operations(operations)));
		Map<DocumentKey, String> refused = new HashMap<>();
		if (response.errors()) {
			for (BulkResponseItem item : response.items()) {
				String reason = (item.error() != null) ? item.error().reason() : null;
				switch (item.status()) {
					case 200, 201 -> {
					}
					// gone already, or the index holds something newer
					case 404 -> requireIndex(item, reason);
					case 409 -> {
					}
					case 400 -> refused.put(DocumentKey.parse(String.valueOf(item.id())), String.valueOf(reason));
					default -> throw new SearchUnavailable(
							"Elasticsearch answered %d for %s: %s".formatted(item.status(), item.id(), reason));
				}
			}
		}
		return refused;
	}

	private void requireIndex(BulkResponseItem item, @Nullable String reason) {
		if (item.error() != null) {
			forgetConnection();
			throw new SearchUnavailable("The index has gone: " + reason);
		}
	}

	@Override
	public SearchHits search(SearchQuery query) {
		Cursor cursor = (query.cursor() != null) ? Cursor.parse(query.cursor()) : null;
		SearchPlan plan = SearchPlan.of(query);
		if (plan == null) {
			return new SearchHits(0, List.of(), null);
		}
		return plan.hits(call((engine) -> engine.client().search(plan.request(cursor), Void.class)));
	}

	@Override
	public void refresh() {
		call((engine) -> engine.patientClient().indices().refresh((refresh) -> refresh.index(IndexDefinition.ALIAS)));
	}

	@Override
	public long count() {
		return call((engine) -> engine.client().count((count) -> count.index(IndexDefinition.ALIAS))).count();
	}

	@Override
	public void close() {
		this.closed = true;
		forgetConnection();
	}

	private <T> T call(Call<T> call) {
		try {
			T answer = call.on(connection());
			this.lastState = State.READY;
			return answer;
		}
		catch (ElasticsearchException ex) {
			if (ex.status() == 404) {
				forgetConnection();
			}
			throw new SearchUnavailable("Elasticsearch answered: " + ex.getMessage(), ex);
		}
		catch (IOException | IllegalStateException ex) {
			// a client that was closed meanwhile says so with an IllegalStateException
			this.lastState = (this.lastState == State.STARTING) ? State.STARTING : State.UNAVAILABLE;
			throw new SearchUnavailable("Elasticsearch does not answer: " + ex.getMessage(), ex);
		}
	}

	/** The node has a new address after each restart. */
	private synchronized Connection connection() throws IOException {
		List<URI> uris = this.addresses.get();
		if (uris.isEmpty() || this.closed) {
			throw new SearchUnavailable(this.closed ? "Search is closed" : "Elasticsearch is not up");
		}
		if (this.connection != null && !this.connection.uris().equals(uris)) {
			forgetConnection();
		}
		if (this.connection == null) {
			if (System.nanoTime() - this.failedAt < A_MOMENT_NANOS) {
				// whoever waited for the same attempt need not make another one
				throw new SearchUnavailable("Elasticsearch did not answer just now");
			}
			Connection fresh = Connection.to(uris, this.credentials);
			try {
				IndexDefinition.ensure(fresh.client());
			}
			catch (IOException | RuntimeException ex) {
				this.failedAt = System.nanoTime();
				fresh.close();
				throw ex;
			}
			this.connection = fresh;
		}
		return this.connection;
	}

	private synchronized void forgetConnection() {
		if (this.connection != null) {
			this.connection.close();
			this.connection = null;
		}
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

	private void check() {
		State before = this.lastState;
		try {
			HealthStatus status = call(
					(engine) -> engine.client().cluster().health((health) -> health.index(IndexDefinition.ALIAS)))
				.status();
			if (status == HealthStatus.Red) {
				this.lastState = (before == State.STARTING) ? State.STARTING : State.UNAVAILABLE;
			}
		}
		catch (SearchUnavailable ex) {
			this.lastState = (before == State.STARTING) ? State.STARTING : State.UNAVAILABLE;
			log.debug("Search does not answer", ex);
		}
	}

	private interface Call<T> {

		T on(Connection engine) throws IOException;

	}

}
