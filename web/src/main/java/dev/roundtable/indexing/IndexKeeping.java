package dev.roundtable.indexing;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.roundtable.http.Once;
import dev.roundtable.http.OnceKey;
import dev.roundtable.journal.Journal;
import dev.roundtable.journal.Subject;
import dev.roundtable.people.Capability;
import dev.roundtable.people.Viewer;
import dev.roundtable.search.SearchIndex;
import dev.roundtable.search.SearchUnavailable;
import dev.roundtable.site.Audience;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What administrators see of the index, and what they make it do. */
@Component
public class IndexKeeping {

	private static final int REFUSALS_SHOWN = 200;

	private final SearchIndex index;

	private final IndexQueue queue;

	private final RebuildTurns turns;

	private final JdbcClient jdbc;

	private final Once once;

	private final Journal journal;

	private final Clock clock;

	IndexKeeping(SearchIndex index, IndexQueue queue, RebuildTurns turns, JdbcClient jdbc, Once once, Journal journal,
			Clock clock) {
		this.index = index;
		this.queue = queue;
		this.turns = turns;
		this.jdbc = jdbc;
		this.once = once;
		this.journal = journal;
		this.clock = clock;
	}

	/** Asks the engine only where it is known to answer. */
	public Report report(Viewer viewer) {
		viewer.require(Capability.ADMINISTER);
		return new Report(this.index.state(), this.index.troubles(), documents(), this.queue.lag(), refusals(),
				refused(), this.turns.progress().map(Rebuild::of).orElse(null));
	}

	private @Nullable Long documents() {
		SearchIndex.State state = this.index.state();
		try {
			return (state == SearchIndex.State.READY || state == SearchIndex.State.OUTDATED) ? this.index.count()
					: null;
		}
		catch (SearchUnavailable away) {
			return null;
		}
	}

	/** The newest first. */
	private List<Refusal> refusals() {
		return this.jdbc.sql("""
				select document, reason, refused_at as at from index_refusals
				order by refused_at desc, document limit :most
				""").param("most", REFUSALS_SHOWN).query(Refusal.class).list();
	}

	/** How many documents could not be taken into the index. */
	public long refused() {
		return this.jdbc.sql("select count(*) from index_refusals").query(Long.class).single();
	}

	/**
	 * Queues again what was refused; what is refused once more comes back.
	 * @param document the key of one, blank for all
	 */
	public void again(Viewer viewer, OnceKey key, String document) {
		viewer.require(Capability.ADMINISTER);
		this.once.write(key.asking("index again", document), () -> requeue(viewer, document));
	}

	private void requeue(Viewer viewer, String document) {
		String[] refused = this.jdbc
			.sql("select document from index_refusals where :document = '' or document = :document order by document")
			.param("document", document)
			.query(String.class)
			.list()
			.toArray(String[]::new);
		if (refused.length > 0) {
			this.jdbc.sql("""
					insert into index_queue (document, queued_at)
					select wanted.document, cast(:now as timestamp with time zone)
					from unnest(cast(:refused as varchar array)) as wanted(document)
					""").param("now", OffsetDateTime.now(this.clock)).param("refused", refused).update();
			this.jdbc.sql("delete from index_refusals where document = any(:refused)")
				.param("refused", refused)
				.update();
			record(viewer, "search tried again", Map.of("documents", String.valueOf(refused.length)));
		}
	}

	/** Makes a new index; where one is being made, that is it. */
	public void anew(Viewer viewer, OnceKey key) {
		viewer.require(Capability.ADMINISTER);
		this.once.write(key.asking("index anew"), () -> {
			if (this.turns.ask()) {
				record(viewer, "search made anew", Map.of());
			}
		});
	}

	private void record(Viewer viewer, String action, Map<String, String> facts) {
		this.journal.record(viewer.id().value(), action, Subject.of("account", viewer.id().value()), Audience.TEAM,
				facts);
	}

	/**
	 * @param documents how many the index holds, null where it does not say
	 * @param refused the newest of them, at most 200
	 * @param refusedInAll how many there are
	 * @param rebuild the one that is being made, else the last, null where there was none
	 */
	public record Report(SearchIndex.State state, Set<SearchIndex.Trouble> troubles, @Nullable Long documents, Lag lag,
			List<Refusal> refused, long refusedInAll, @Nullable Rebuild rebuild) {
	}

	/**
	 * How far the index is behind.
	 *
	 * @param waiting how many changes wait
	 * @param oldestSeconds for how long the oldest of them has waited, 0 without one
	 */
	public record Lag(long waiting, long oldestSeconds) {
	}

	/**
	 * @param document its key, for example {@code topic-42}
	 */
	public record Refusal(String document, String reason, OffsetDateTime at) {
	}

	/**
	 * @param done how many documents were read so far
	 * @param total of how many, 0 until they are counted
	 */
	public record Rebuild(boolean running, long done, long total, int percent, Instant asked,
			Optional<Instant> finished) {

		public boolean isCounted() {
			return total() > 0;
		}

		static Rebuild of(RebuildTurns.Progress progress) {
			return new Rebuild(progress.running(), progress.done(), progress.total(), progress.percent(),
					progress.askedAt().toInstant(),
					Optional.ofNullable(progress.finishedAt()).map(OffsetDateTime::toInstant));
		}

	}

}
