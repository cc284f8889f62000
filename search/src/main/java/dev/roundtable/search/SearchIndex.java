package dev.roundtable.search;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/** The port to the search engine. */
public interface SearchIndex extends AutoCloseable {

	enum State {

		/** No engine is configured or found: search stays off. */
		OFF,

		/** The private node is starting. */
		STARTING,

		READY,

		/** What it holds was made by an older version and cannot be searched. */
		OUTDATED,

		/** It was there and does not answer now. */
		UNAVAILABLE

	}

	/** What is wrong with one that is there. */
	enum Trouble {

		/** It takes no changes, as it does when its disk is full. */
		READ_ONLY,

		/** Somebody was turned away within the last minute because too many searched. */
		BUSY

	}

	State state();

	/** Never waits: what requests have shown so far. */
	default Set<Trouble> troubles() {
		return Set.of();
	}

	/**
	 * Applies changes in one request. A change older than what the index holds counts as
	 * applied.
	 * @return what the engine refused or failed at, by key, with the reason; everything
	 * else was acknowledged
	 * @throws SearchUnavailable when nothing is known to have been applied; the caller
	 * repeats the whole call
	 */
	Map<DocumentKey, Refusal> apply(List<IndexChange> changes);

	/**
	 * Whatever a person waits for at once: all searches of it have the time of one, and
	 * those that come when it is up find the engine unavailable.
	 */
	default <T> T together(Supplier<T> searches) {
		return searches.get();
	}

	/**
	 * @throws SearchBusy when too many search at this moment
	 * @throws SearchUnavailable when the engine does not answer, or not in time
	 */
	SearchHits search(SearchQuery query);

	/**
	 * @return at most as many as asked for, without a next page
	 * @throws SearchUnavailable when the engine does not answer
	 */
	SearchHits similar(SimilarQuery query);

	/**
	 * Threads whose titles have these words, the last of which may not be finished yet.
	 * @param audiences of whoever asks
	 * @throws SearchUnavailable when the engine does not answer
	 */
	List<DocumentKey> titles(String typed, Set<String> audiences, int size);

	/**
	 * Words of a text that stand nowhere in what somebody may see, and near ones that do.
	 * @param audiences of whoever asks
	 * @throws SearchUnavailable when the engine does not answer
	 */
	List<Slip> slips(String typed, Set<String> audiences);

	/** Makes everything acknowledged so far findable. */
	void refresh();

	/**
	 * Begins a new index beside the one that is searched; one that was begun before is
	 * dropped. From now on {@link #apply} changes both.
	 * @return its name
	 */
	String beginRebuild();

	/** The name of the new index that was begun and is not finished, null without one. */
	@Nullable String rebuilding();

	/** Changes the new index alone, otherwise as {@link #apply}. */
	Map<DocumentKey, Refusal> applyToRebuilt(List<IndexChange> changes);

	/**
	 * The new index takes the place of the old one.
	 * @throws SearchUnavailable also when another one was begun meanwhile
	 */
	void finishRebuild(String name);

	/**
	 * Whether it was made from nothing and nobody has said since that it is
	 * {@link #filled}.
	 */
	boolean isUnfilled();

	/** What it held before it was made from nothing is in it, or on its way. */
	void filled();

	/** How many documents the index holds. */
	long count();

	@Override
	void close();

	/** No engine: it is {@link State#OFF}, and every call says that it is unavailable. */
	static SearchIndex off() {
		return new NoSearch();
	}

}
