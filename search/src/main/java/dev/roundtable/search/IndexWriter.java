package dev.roundtable.search;

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

	private final Engine engine;

	IndexWriter(Engine engine) {
		this.engine = engine;
	}

	/**
	 * @param alias of the index to change
	 * @return what was refused for good, with the reason
	 * @throws SearchUnavailable when something may not have been written
	 */
	Map<DocumentKey, String> write(String alias, List<IndexChange> changes) {
		Map<DocumentKey, String> refused = new HashMap<>();
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
	private static byte[] source(IndexChange change, Map<DocumentKey, String> refused) {
		try {
			return (change instanceof IndexChange.Put put) ? IndexedDocument.json(put.document()) : new byte[0];
		}
		catch (RuntimeException unwritable) {
			refused.put(change.key(), String.valueOf(unwritable));
			return new byte[0];
		}
	}

	/**
	 * What is refused as a whole goes in halves, until it is known which change it is
	 * that is refused: one of them must not keep the rest waiting for ever.
	 */
	private Map<DocumentKey, String> send(String alias, List<BulkOperation> operations) {
		try {
			return sendWhole(alias, operations);
		}
		catch (SearchUnavailable ex) {
			String reason = refusal(ex);
			if (reason == null) {
				throw ex;
			}
			if (operations.size() == 1) {
				return Map.of(key(operations.getFirst()), reason);
			}
			int half = operations.size() / 2;
			Map<DocumentKey, String> refused = new HashMap<>(send(alias, operations.subList(0, half)));
			refused.putAll(send(alias, operations.subList(half, operations.size())));
			return refused;
		}
	}

	/** Why such a request is never taken, null where it may be later. */
	private static @Nullable String refusal(SearchUnavailable unavailable) {
		return switch (unavailable.getCause()) {
			case ElasticsearchException ex when ex.status() == 400 || ex.status() == 413 -> ex.getMessage();
			// a proxy does not say it in the words of the engine
			case TransportException ex when ex.statusCode() == 413 -> "Too large for what stands before Elasticsearch";
			case null, default -> null;
		};
	}

	private static DocumentKey key(BulkOperation operation) {
		return DocumentKey
			.parse(String.valueOf(operation.isIndex() ? operation.index().id() : operation.delete().id()));
	}

	private Map<DocumentKey, String> sendWhole(String alias, List<BulkOperation> operations) {
		BulkResponse response = this.engine.call((connection) -> connection.patientClient()
			.bulk((bulk) -> bulk.index(alias).requireAlias(true).operations(operations)));
		Map<DocumentKey, String> refused = new HashMap<>();
		if (response.errors()) {
			for (BulkResponseItem item : response.items()) {
				take(item, refused);
			}
		}
		this.engine.setReadOnly(false);
		return refused;
	}

	private void take(BulkResponseItem item, Map<DocumentKey, String> refused) {
		String reason = (item.error() != null) ? item.error().reason() : null;
		switch (item.status()) {
			case 200, 201 -> {
			}
			// gone already, or the index holds something newer
			case 404 -> requireIndex(item, reason);
			case 409 -> {
			}
			case 400 -> refused.put(DocumentKey.parse(String.valueOf(item.id())), String.valueOf(reason));
			default -> throw later(item, reason);
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
