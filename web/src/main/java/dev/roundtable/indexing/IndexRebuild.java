package dev.roundtable.indexing;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.roundtable.search.DocumentKey;
import dev.roundtable.search.DocumentKey.Type;
import dev.roundtable.search.IndexChange;
import dev.roundtable.search.SearchDocument;
import dev.roundtable.search.SearchIndex;
import dev.roundtable.search.SearchUnavailable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

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

	private final JdbcClient jdbc;

	private final TransactionTemplate transaction;

	private final Clock clock;

	/** Whether something is in it, since it last answered. */
	private boolean looked;

	IndexRebuild(SearchIndex index, SearchDocuments documents, IndexQueue queue, JdbcClient jdbc,
			TransactionTemplate transaction, Clock clock) {
		this.index = index;
		this.documents = documents;
		this.queue = queue;
		this.jdbc = jdbc;
		this.transaction = transaction;
		this.clock = clock;
	}

	/** Does nothing where one is being made. */
	void ask() {
		try {
			this.jdbc.sql("insert into index_rebuilds (running, asked_at) values ('RUNNING', :now)")
				.param("now", OffsetDateTime.now(this.clock))
				.update();
		}
		catch (DuplicateKeyException running) {
			log.debug("The index is being made already");
		}
	}

	/** The one that is being made, else the last. */
	Optional<Progress> progress() {
		return this.jdbc.sql("""
				select running is not null as running, done, total, asked_at, finished_at
				from index_rebuilds order by id desc limit 1
				""").query(Progress.class).optional();
	}

	@Scheduled(fixedDelayString = "${roundtable.indexing.every:300ms}")
	void catchUp() {
		try {
			askIfNeeded();
			boolean more = true;
			while (more) {
				more = Boolean.TRUE.equals(this.transaction.execute((_) -> step()));
			}
		}
		catch (SearchUnavailable away) {
			log.info("Search does not answer, its new index waits: {}", away.getMessage());
		}
	}

	/** Where it was made by an older version, and where it was lost. */
	private void askIfNeeded() {
		switch (this.index.state()) {
			case OUTDATED -> ask();
			case READY -> {
				if (!this.looked && this.index.count() == 0 && this.queue.size() == 0 && total() > 0) {
					ask();
				}
				this.looked = true;
			}
			case OFF, STARTING, UNAVAILABLE -> this.looked = false;
		}
	}

	/** Whether there may be more to do that nobody else is at. */
	private boolean step() {
		return switch (this.index.state()) {
			case READY, OUTDATED -> this.jdbc.sql("""
					select id, begun, kind, past from index_rebuilds where running is not null
					for update skip locked
					""").query(Running.class).optional().map(this::step).orElse(false);
			case OFF, STARTING, UNAVAILABLE -> false;
		};
	}

	private boolean step(Running running) {
		if (!running.begun() || !this.index.isRebuilding()) {
			this.index.beginRebuild();
			this.jdbc.sql("""
					update index_rebuilds set begun = true, kind = 'TOPIC', past = 0, done = 0, total = :total
					where id = :id
					""").param("total", total()).param("id", running.id()).update();
			return true;
		}
		Type kind = Type.valueOf(running.kind());
		List<Long> ids = ids(kind, running.past());
		if (!ids.isEmpty()) {
			write(kind, ids);
			advance(running, kind, ids.getLast(), ids.size());
			return true;
		}
		Type next = after(kind);
		if (next != null) {
			advance(running, next, 0, 0);
			return true;
		}
		this.index.finishRebuild();
		this.jdbc.sql("update index_rebuilds set running = null, finished_at = :now where id = :id")
			.param("now", OffsetDateTime.now(this.clock))
			.param("id", running.id())
			.update();
		log.info("The index was made anew");
		return false;
	}

	private void write(Type kind, List<Long> ids) {
		long version = this.queue.nextVersion();
		List<DocumentKey> keys = ids.stream().map((id) -> new DocumentKey(kind, id)).toList();
		Map<DocumentKey, SearchDocument> found = this.documents.read(keys, version);
		List<IndexChange> changes = new ArrayList<>();
		found.values().forEach((document) -> changes.add(new IndexChange.Put(document)));
		if (!changes.isEmpty()) {
			this.queue.refuse(this.index.applyToRebuilt(changes));
		}
	}

	private void advance(Running running, Type kind, long past, int done) {
		this.jdbc.sql("update index_rebuilds set kind = :kind, past = :past, done = done + :done where id = :id")
			.param("kind", kind.name())
			.param("past", past)
			.param("done", done)
			.param("id", running.id())
			.update();
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

	private record Running(long id, boolean begun, String kind, long past) {
	}

	record Progress(boolean running, long done, long total, OffsetDateTime askedAt,
			@Nullable OffsetDateTime finishedAt) {

		int percent() {
			return (int) (this.running ? 100 * this.done / Math.max(1, this.total) : 100);
		}

	}

}
