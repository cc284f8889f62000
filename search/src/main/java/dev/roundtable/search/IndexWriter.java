package dev.roundtable.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import co.elastic.clients.elasticsearch._types.ElasticsearchException;
import co.elastic.clients.elasticsearch.core.BulkResponse;
import co.elastic.clients.elasticsearch.core.bulk.BulkOperation;
import co.elastic.clients.elasticsearch.core.bulk.BulkResponseItem;
import co.elastic.clients.transport.TransportException;
import org.jspecify.annotations.Nullable;

/** Writes changes in requests that the engine takes well. */
final class IndexWriter {

	private static final int MOST_BYTES_A_REQUEST = 10_000_000;

	/** No topic has that number. */
	private static final DocumentKey NOTHING = new DocumentKey(DocumentKey.Type.TOPIC, 0);

	private final Engine engine;

	IndexWriter(Engine engine) {
		this.engine = engine;
	}

	/**
	 * @param alias of the index to change
	 * @return what was refused, and what the engine failed at while it took others
	 * @throws SearchUnavailable when something may not have been written
	 */
	Map<DocumentKey, Refusal> write(String alias, List<IndexChange> changes) {
		Map<DocumentKey, Refusal> refused = new HashMap<>();
		List<BulkOperation> operations = new ArrayList<>();
		long bytes = 0;
		for (IndexChange change : changes) {
			byte[] source = source(change, refused);
			if (refused.containsKey(change.key())) {
				continue;
			}
			if (bytes + source.length > MOST_BYTES_A_REQUEST && !operations.isEmpty()) {
				refused.putAll(send(alias, operations));
				operations = new ArrayList<>();
				bytes = 0;
			}
			operations.add(IndexedDocument.operation(change, source));
			bytes += source.length;
		}
		if (!operations.isEmpty()) {
			refused.putAll(send(alias, operations));
		}
		return refused;
	}

	/** What cannot be written down must not keep the rest waiting. */
	private static byte[] source(IndexChange change, Map<DocumentKey, Refusal> refused) {
		try {
			return (change instanceof IndexChange.Put put) ? IndexedDocument.json(put.document()) : new byte[0];
		}
		catch (RuntimeException unwritable) {
			refused.put(change.key(), Refusal.forGood(String.valueOf(unwritable)));
			return new byte[0];
		}
	}

	/**
	 * What is refused or fails as a whole goes in halves, until it is known which change
	 * it is: one of them must not keep the rest waiting for ever.
	 */
	private Map<DocumentKey, Refusal> send(String alias, List<BulkOperation> operations) {
		try {
			return sendWhole(alias, operations);
		}
		catch (SearchUnavailable ex) {
			Refusal refusal = refusal(ex);
			if (refusal == null || !refusal.forGood() && !takesOthers(alias)) {
				throw ex;
			}
			if (operations.size() == 1) {
				return Map.of(key(operations.getFirst()), refusal);
			}
			int half = operations.size() / 2;
			Map<DocumentKey, Refusal> refused = new HashMap<>(send(alias, operations.subList(0, half)));
			refused.putAll(send(alias, operations.subList(half, operations.size())));
			return refused;
		}
	}

	/** Why such a request is not taken, null where only time helps. */
	private static @Nullable Refusal refusal(SearchUnavailable unavailable) {
		String reason = String.valueOf(unavailable.getMessage());
		return switch (unavailable.getCause()) {
			case ElasticsearchException ex when ex.status() == 400 || ex.status() == 413 -> Refusal.forGood(reason);
			// a proxy does not say it in the words of the engine
			case TransportException ex when ex.statusCode() == 413 ->
				Refusal.forGood("Too large for what stands before Elasticsearch");
			case IOException ex when isFailure(Deadline.status(ex)) -> Refusal.forNow(reason);
			case null, default -> null;
		};
	}

	/** Of what was asked, not of an engine that is only away for now. */
	private static boolean isFailure(int status) {
		return status >= 500 && status != 503;
	}

	/**
	 * Whether it is the changes at which the engine fails, and not the engine: it is
	 * asked to delete what never was.
	 */
	private boolean takesOthers(String alias) {
		byte[] nothing = new byte[0];
		BulkOperation harmless = IndexedDocument.operation(new IndexChange.Remove(NOTHING, 1), nothing);
		try {
			BulkResponse response = bulk(alias, List.of(harmless));
			return !response.errors() || response.items().stream().allMatch((item) -> item.status() == 409);
		}
		catch (SearchUnavailable away) {
			return false;
		}
	}

	private static DocumentKey key(BulkOperation operation) {
		return DocumentKey
			.parse(String.valueOf(operation.isIndex() ? operation.index().id() : operation.delete().id()));
	}

	private Map<DocumentKey, Refusal> sendWhole(String alias, List<BulkOperation> operations) {
		BulkResponse response = bulk(alias, operations);
		Map<DocumentKey, Refusal> refused = new HashMap<>();
		if (response.errors()) {
			for (BulkResponseItem item : response.items()) {
				take(item, refused);
			}
			boolean failed = refused.values().stream().anyMatch((refusal) -> !refusal.forGood());
			if (failed && response.items().stream().noneMatch(IndexWriter::isTaken) && !takesOthers(alias)) {
				throw new SearchUnavailable("Elasticsearch fails at everything: " + refused);
			}
		}
		this.engine.setReadOnly(false);
		return refused;
	}

	private BulkResponse bulk(String alias, List<BulkOperation> operations) {
		return this.engine.call((connection) -> connection.patientClient()
			.bulk((bulk) -> bulk.index(alias).requireAlias(true).operations(operations)));
	}

	/** Or gone already, or the index holds something newer. */
	private static boolean isTaken(BulkResponseItem item) {
		return item.status() < 300 || item.status() == 404 || item.status() == 409;
	}

	private void take(BulkResponseItem item, Map<DocumentKey, Refusal> refused) {
		String reason = (item.error() != null) ? item.error().reason() : null;
		if (item.status() == 404) {
			requireIndex(item, reason);
		}
		else if (item.status() == 400) {
			refused.put(DocumentKey.parse(String.valueOf(item.id())), Refusal.forGood(String.valueOf(reason)));
		}
		else if (isFailure(item.status())) {
			refused.put(DocumentKey.parse(String.valueOf(item.id())), Refusal.forNow(String.valueOf(reason)));
		}
		else if (!isTaken(item)) {
			throw later(item, reason);
		}
	}

	/** A full disk, a full queue, a shard that moves: all of it passes. */
	private SearchUnavailable later(BulkResponseItem item, @Nullable String reason) {
		String told = "Elasticsearch answered %d for %s: %s".formatted(item.status(), item.id(), reason);
		if (item.status() == 429 && !isBlocked(item)) {
			return new SearchBusy(told, null);
		}
		if (isBlocked(item)) {
			this.engine.setReadOnly(true);
		}
		return new SearchUnavailable(told);
	}

	/** With 403 or, where the disk was too full, with 429. */
	private static boolean isBlocked(BulkResponseItem item) {
		return item.error() != null && "cluster_block_exception".equals(item.error().type());
	}

	private void requireIndex(BulkResponseItem item, @Nullable String reason) {
		if (item.error() != null) {
			this.engine.forgetConnection();
			throw new SearchUnavailable("The index has gone: " + reason);
		}
	}

}
