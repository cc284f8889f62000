package dev.roundtable.indexing;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.roundtable.search.DocumentKey;
import dev.roundtable.search.IndexChange;
import dev.roundtable.search.SearchDocument;
import dev.roundtable.search.SearchIndex;
import dev.roundtable.search.SearchUnavailable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Brings the index in line with the database. Any number of nodes may run one: each
 * claims its own rows, and the engine keeps what was read last of a document whatever the
 * order in which it arrives.
 */
@Component
class IndexWorker {

	private static final Logger log = LoggerFactory.getLogger(IndexWorker.class);

	private static final int CHANGES_IN_A_REQUEST = 500;

	private final IndexQueue queue;

	private final SearchDocuments documents;

	private final SearchIndex index;

	private final Pause pause;

	private final Failures failures;

	IndexWorker(IndexQueue queue, SearchDocuments documents, SearchIndex index, Clock clock) {
		this.pause = new Pause(clock);
		this.failures = new Failures(clock);
		this.queue = queue;
		this.documents = documents;
		this.index = index;
	}

	@Scheduled(fixedDelayString = "${roundtable.indexing.every:300ms}")
	void catchUp() {
		SearchIndex.State state = this.index.state();
		if (state != SearchIndex.State.READY && state != SearchIndex.State.OUTDATED || !this.pause.isOver()) {
			return;
		}
		try {
			boolean more = true;
			while (more) {
				more = indexSome();
				this.pause.end();
			}
		}
		catch (SearchUnavailable away) {
			this.pause.begin();
			log.info("Search takes no changes, its queue waits: {}", away.getMessage());
		}
	}

	/** Whether there may be more. */
	private boolean indexSome() {
		List<IndexQueue.Row> rows = this.queue.take(CHANGES_IN_A_REQUEST);
		if (!rows.isEmpty()) {
			try {
				index(rows);
			}
			catch (RuntimeException ex) {
				this.queue.release(rows);
				throw ex;
			}
		}
		return rows.size() == CHANGES_IN_A_REQUEST;
	}

	/** No connection is held while the engine is asked. */
	private void index(List<IndexQueue.Row> rows) {
		Set<DocumentKey> keys = new LinkedHashSet<>();
		rows.forEach((row) -> keys.add(row.key()));
		long version = this.queue.nextVersion();
		SearchDocuments.Batch batch = this.documents.readApart(List.copyOf(keys), version);
		List<IndexChange> changes = new ArrayList<>();
		for (DocumentKey key : keys) {
			if (batch.unreadable().containsKey(key)) {
				continue;
			}
			SearchDocument document = batch.found().get(key);
			changes.add((document != null) ? new IndexChange.Put(document) : new IndexChange.Remove(key, version));
		}
		Map<DocumentKey, String> refused = new HashMap<>(batch.unreadable());
		Map<DocumentKey, Duration> later = new HashMap<>();
		this.index.apply(changes).forEach((key, refusal) -> {
			Optional<Duration> pause = refusal.forGood() ? Optional.empty() : this.failures.waitFor(key);
			pause.ifPresentOrElse((wait) -> later.put(key, wait), () -> refused.put(key, refusal.reason()));
			log.warn("Not in the index{}, {}: {}", pause.isPresent() ? " yet" : "", key, refusal.reason());
		});
		keys.removeAll(later.keySet());
		this.failures.forget(keys);
		this.queue.refuse(keys, refused);
		this.queue.remove(rows.stream().filter((row) -> !later.containsKey(row.key())).toList());
		this.queue.postpone(rows, later);
	}

}
