package dev.roundtable.indexing;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;

import dev.roundtable.search.DocumentKey;
import dev.roundtable.search.SearchIndex;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** What other rooms may do with the index: change very much at once, and wait for it. */
@Component
public class Indexing {

	private final JdbcTemplate batch;

	private final IndexQueue queue;

	private final SearchIndex index;

	private final Clock clock;

	/**
	 * @param worker works off what is added; it is asked for so that it runs where beans
	 * are made only when they are needed
	 */
	Indexing(JdbcTemplate batch, IndexQueue queue, SearchIndex index, IndexWorker worker, Clock clock) {
		this.batch = batch;
		this.queue = queue;
		this.index = index;
		this.clock = clock;
	}

	/** Queues documents in the caller's transaction. */
	public void add(Collection<DocumentKey> documents) {
		if (!documents.isEmpty()) {
			OffsetDateTime now = OffsetDateTime.now(this.clock);
			List<Object[]> rows = documents.stream()
				.distinct()
				.map((document) -> new Object[] { document.toString(), now })
				.toList();
			this.batch.batchUpdate("insert into index_queue (document, queued_at) values (?, ?)", rows);
		}
	}

	/** How many changes wait. */
	public long waiting() {
		return this.queue.size();
	}

	public SearchIndex.State state() {
		return this.index.state();
	}

}
