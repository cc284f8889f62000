package dev.roundtable.indexing;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.roundtable.search.DocumentKey;
import dev.roundtable.search.DocumentKey.Type;
import dev.roundtable.search.IndexChange;
import dev.roundtable.search.SearchIndex;
import dev.roundtable.search.SearchUnavailable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Makes the index anew beside the one that is searched, and puts it in its place. What
 * changes meanwhile is written to both, with the version that it was read at, so that
 * nothing older replaces it: a change that was written to the old one alone had been
 * committed before the new one was begun, and is read from the database after that.
 */
@Component
class IndexRebuild {

	private static final Logger log = LoggerFactory.getLogger(IndexRebuild.class);

	private static final int DOCUMENTS_IN_A_STEP = 500;

	private final SearchIndex index;

	private final SearchDocuments documents;

	private final IndexQueue queue;

	private final RebuildTurns turns;

	private final JdbcClient jdbc;

	private final Pause pause;

	IndexRebuild(SearchIndex index, SearchDocuments documents, IndexQueue queue, RebuildTurns turns, JdbcClient jdbc,
			Clock clock) {
		this.pause = new Pause(clock);
		this.index = index;
		this.documents = documents;
		this.queue = queue;
		this.turns = turns;
		this.jdbc = jdbc;
	}

	@Scheduled(fixedDelayString = "${roundtable.indexing.every:300ms}")
	void catchUp() {
		if (!this.pause.isOver()) {
			return;
		}
		try {
			askIfNeeded();
			boolean more = true;
			while (more) {
				more = step();
			}
			this.pause.end();
		}
		catch (SearchUnavailable away) {
			this.pause.begin();
			log.info("Search does not answer, its new index waits: {}", away.getMessage());
		}
	}

	/** Where it was made by an older version, and where it was lost. */
	private void askIfNeeded() {
		switch (this.index.state()) {
			case OUTDATED -> this.turns.ask();
			case READY -> {
				if (this.index.isUnfilled()) {
					fill();
				}
			}
			case OFF, STARTING, UNAVAILABLE -> {
			}
		}
	}

	/** What is queued comes by itself. */
	private void fill() {
		if (total() > this.queue.documents()) {
			this.turns.ask();
		}
		else {
			this.index.filled();
		}
	}

	/** Whether there may be more to do that nobody else is at. */
	boolean step() {
		SearchIndex.State state = this.index.state();
		if (state != SearchIndex.State.READY && state != SearchIndex.State.OUTDATED) {
			return false;
		}
		Optional<RebuildTurns.Turn> turn = this.turns.take();
		try {
			return turn.isPresent() && step(turn.get());
		}
		catch (RuntimeException ex) {
			turn.ifPresent(this.turns::release);
			throw ex;
		}
	}

	private boolean step(RebuildTurns.Turn turn) {
		String name = turn.name();
		if (name == null || !name.equals(this.index.rebuilding())) {
			this.turns.begin(turn, this.index.beginRebuild(), total());
			return true;
		}
		Type kind = Type.valueOf(turn.kind());
		List<Long> ids = ids(kind, turn.past());
		if (!ids.isEmpty()) {
			write(kind, ids);
			this.turns.advance(turn, kind, ids.getLast(), ids.size());
			return true;
		}
		Type next = after(kind);
		if (next != null) {
			this.turns.advance(turn, next, 0, 0);
			return true;
		}
		this.index.finishRebuild(name);
		this.turns.finish(turn);
		log.info("The index was made anew");
		return false;
	}

	private void write(Type kind, List<Long> ids) {
		long version = this.queue.nextVersion();
		List<DocumentKey> keys = ids.stream().map((id) -> new DocumentKey(kind, id)).toList();
		SearchDocuments.Batch batch = this.documents.readApart(keys, version);
		List<IndexChange> changes = new ArrayList<>();
		batch.found().values().forEach((document) -> changes.add(new IndexChange.Put(document)));
		Map<DocumentKey, String> refused = new HashMap<>(batch.unreadable());
		if (!changes.isEmpty()) {
			refused.putAll(this.index.applyToRebuilt(changes));
		}
		this.queue.refuse(keys, refused);
	}

	private List<Long> ids(Type kind, long past) {
		return this.jdbc.sql(switch (kind) {
			case TOPIC -> "select topic_id from topic_facts where topic_id > :past order by topic_id limit :most";
			case POST -> "select post_id from post_times where post_id > :past order by post_id limit :most";
			case TASK -> "select number from task_facts where number > :past order by number limit :most";
		}).param("past", past).param("most", DOCUMENTS_IN_A_STEP).query(Long.class).list();
	}

	private long total() {
		return this.jdbc.sql("""
				select (select count(*) from topic_facts) + (select count(*) from post_times)
				     + (select count(*) from task_facts)
				""").query(Long.class).single();
	}

	private static @Nullable Type after(Type kind) {
		return switch (kind) {
			case TOPIC -> Type.TASK;
			case TASK -> Type.POST;
			case POST -> null;
		};
	}

}
