package dev.roundtable.search;

import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.function.Supplier;

import co.elastic.clients.elasticsearch.core.SearchRequest;
import co.elastic.clients.elasticsearch.core.SearchResponse;
import org.jspecify.annotations.Nullable;

/**
 * Through which every search goes. Nobody waits before it: an engine that is away is not
 * asked, and where enough people search already the next one is told so.
 */
final class SearchGate {

	private static final long A_MINUTE_NANOS = Duration.ofMinutes(1).toNanos();

	private final Engine engine;

	private final SearchLimits limits;

	private final Semaphore free;

	/** How many of them somebody has. */
	private final ConcurrentMap<String, Integer> taken = new ConcurrentHashMap<>();

	private volatile long refusedAt = System.nanoTime() - A_MINUTE_NANOS;

	SearchGate(Engine engine, SearchLimits limits) {
		this.engine = engine;
		this.limits = limits;
		this.free = new Semaphore(limits.atOnce());
	}

	/**
	 * @throws SearchBusy at once when too many are at it, or too many of one
	 * @throws SearchUnavailable at once when the engine is known not to answer
	 */
	<T> T pass(Function<Asking, T> search) {
		return together(() -> enterAnd(search));
	}

	/** All searches of it have the time of one. */
	<T> T together(Supplier<T> searches) {
		return Deadline.share(this.limits.longest(), searches);
	}

	private <T> T enterAnd(Function<Asking, T> search) {
		SearchIndex.State state = this.engine.state();
		if (state != SearchIndex.State.READY) {
			throw new SearchUnavailable("Elasticsearch is " + state);
		}
		String who = this.limits.who().get();
		enter(who);
		try {
			return search.apply(new Asking());
		}
		catch (SearchBusy busy) {
			this.refusedAt = System.nanoTime();
			throw busy;
		}
		finally {
			leave(who);
		}
	}

	private void enter(@Nullable String who) {
		if (!this.free.tryAcquire()) {
			this.refusedAt = System.nanoTime();
			throw new SearchBusy(this.limits.atOnce() + " searches are under way", null);
		}
		if (who != null && this.taken.merge(who, 1, Integer::sum) > this.limits.ofOne()) {
			leave(who);
			// the others are not kept waiting: that is no trouble of the site
			throw new SearchBusy(this.limits.ofOne() + " searches of one are under way", null);
		}
	}

	private void leave(@Nullable String who) {
		if (who != null) {
			this.taken.computeIfPresent(who, (_, has) -> (has > 1) ? has - 1 : null);
		}
		this.free.release();
	}

	/** Whether somebody was turned away within the last minute. */
	boolean isBusy() {
		return System.nanoTime() - this.refusedAt < A_MINUTE_NANOS;
	}

	/** One search, which may ask several times until its time is up. */
	final class Asking {

		/**
		 * @throws SearchUnavailable also when there is no whole answer in time
		 */
		SearchResponse<Void> ask(SearchRequest request) {
			Duration left = Deadline.left(SearchGate.this.limits.longest());
			if (left.toMillis() < 1) {
				throw new SearchUnavailable("The search took too long");
			}
			SearchRequest timed = request.rebuild().timeout(left.toMillis() + "ms").build();
			SearchResponse<Void> answer = SearchGate.this.engine
				.call((connection) -> connection.client().search(timed, Void.class));
			if (answer.timedOut() || answer.shards().failed().intValue() > 0) {
				throw new SearchUnavailable("Elasticsearch found only a part in time");
			}
			return answer;
		}

	}

}
