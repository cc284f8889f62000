package dev.roundtable.indexing;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

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

	private static final int DOCUMENTS_IN_A_PART = 500;

	/** While the engine works on one, the next is read. */
	private static final int PARTS_AT_ONCE = 3;

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
		try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
			List<CompletableFuture<Void>> parts = new ArrayList<>();
			for (int from = 0; from < ids.size(); from += DOCUMENTS_IN_A_PART) {
				List<Long> part = ids.subList(from, Math.min(from + DOCUMENTS_IN_A_PART, ids.size()));
				parts.add(CompletableFuture.runAsync(() -> writePart(kind, part), threads));
			}
			parts.forEach(CompletableFuture::join);
		}
		catch (CompletionException ex) {
			if (ex.getCause() instanceof RuntimeException why) {
				throw why;
			}
			throw ex;
		}
	}

	private void writePart(Type kind, List<Long> ids) {
		long version = this.queue.nextVersion();
		List<DocumentKey> keys = ids.stream().map((id) -> new DocumentKey(kind, id)).toList();
		SearchDocuments.Batch batch = this.documents.readApart(keys, version);
		List<IndexChange> changes = new ArrayList<>();
		batch.found().values().forEach((document) -> changes.add(new IndexChange.Put(document)));
		Map<DocumentKey, String> refused = new HashMap<>(batch.unreadable());
		if (!changes.isEmpty()) {
			this.index.applyToRebuilt(changes).forEach((key, refusal) -> {
				if (refusal.forGood()) {
					refused.put(key, refusal.reason());
				}
				else {
					// it is tried again beside the others, which do not wait for it
					this.queue.add(key);
				}
			});
		}
		this.queue.refuse(keys, refused);
	}

	/**
	 * The next ones in their order; none when there are no more. They are asked for by
	 * both ends: of an open end H2 reads all to sort them, at every step.
	 */
	private List<Long> ids(Type kind, long past) {
		List<Long> ids = between(kind, past, past + PARTS_AT_ONCE * DOCUMENTS_IN_A_PART);
		if (!ids.isEmpty()) {
			return ids;
		}
		Long next = this.jdbc.sql("select min(%s) from %s where %s > :past".formatted(key(kind), view(kind), key(kind)))
			.param("past", past)
			.query(Long.class)
			.optional()
			.orElse(null);
		return (next != null) ? between(kind, next - 1, next - 1 + PARTS_AT_ONCE * DOCUMENTS_IN_A_PART) : List.of();
	}

	private List<Long> between(Type kind, long past, long last) {
		return this.jdbc
			.sql("select %s from %s where %s > :past and %s <= :last".formatted(key(kind), view(kind), key(kind),
					key(kind)))
			.param("past", past)
			.param("last", last)
			.query(Long.class)
			.list()
			.stream()
			.sorted()
			.toList();
	}

	private static String view(Type kind) {
		return switch (kind) {
			case TOPIC -> "topic_facts";
			case POST -> "post_times";
			case TASK -> "task_facts";
		};
	}

	private static String key(Type kind) {
		return switch (kind) {
			case TOPIC -> "topic_id";
			case POST -> "post_id";
			case TASK -> "number";
		};
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
