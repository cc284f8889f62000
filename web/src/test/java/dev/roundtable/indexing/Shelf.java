package dev.roundtable.indexing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.roundtable.search.DocumentKey;
import dev.roundtable.search.IndexChange;
import dev.roundtable.search.SearchDocument;
import dev.roundtable.search.Refusal;
import dev.roundtable.search.SearchHits;
import dev.roundtable.search.SearchIndex;
import dev.roundtable.search.SearchQuery;
import dev.roundtable.search.SearchUnavailable;
import dev.roundtable.search.SimilarQuery;
import dev.roundtable.search.Slip;
import org.jspecify.annotations.Nullable;

import org.springframework.transaction.support.TransactionSynchronizationManager;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An engine that keeps documents as they came, so that a test sees what is in it, breaks
 * when it is told to, and is asked by nobody who holds a connection of the database.
 */
final class Shelf implements SearchIndex {

	private static final AtomicInteger NAMES = new AtomicInteger();

	Map<DocumentKey, SearchDocument> searched = new HashMap<>();

	private @Nullable Map<DocumentKey, SearchDocument> made;

	private @Nullable String name;

	volatile State state = State.READY;

	/** Whatever is typed, and whoever asks. */
	List<DocumentKey> titled = List.of();

	/** How every search ends, null where it finds nothing. */
	volatile @Nullable SearchUnavailable failure;

	volatile Set<Trouble> troubles = Set.of();

	boolean unfilled;

	int begun;

	int written;

	/** In the order in which they came. */
	final List<DocumentKey> applied = new ArrayList<>();

	/** After so many requests it breaks once. */
	int breaksAfter = Integer.MAX_VALUE;

	/** At these it fails. */
	Set<DocumentKey> poison = Set.of();

	private synchronized void asked() {
		assertThat(TransactionSynchronizationManager.isActualTransactionActive()).isFalse();
		if (--this.breaksAfter == 0) {
			throw new SearchUnavailable("It broke");
		}
	}

	@Override
	public State state() {
		return this.state;
	}

	@Override
	public Set<Trouble> troubles() {
		return this.troubles;
	}

	@Override
	public synchronized Map<DocumentKey, Refusal> apply(List<IndexChange> changes) {
		asked();
		if (this.made != null) {
			put(this.made, changes);
		}
		changes.forEach((change) -> this.applied.add(change.key()));
		put(this.searched, changes);
		return failed(changes);
	}

	@Override
	public synchronized Map<DocumentKey, Refusal> applyToRebuilt(List<IndexChange> changes) {
		asked();
		this.written += changes.size();
		put(Objects.requireNonNull(this.made), changes);
		return failed(changes);
	}

	private Map<DocumentKey, Refusal> failed(List<IndexChange> changes) {
		return changes.stream()
			.map(IndexChange::key)
			.filter(this.poison::contains)
			.collect(Collectors.toMap(Function.identity(), (_) -> new Refusal("It chokes", false)));
	}

	private void put(Map<DocumentKey, SearchDocument> shelf, List<IndexChange> changes) {
		for (IndexChange change : changes) {
			if (this.poison.contains(change.key())) {
				continue;
			}
			if (change instanceof IndexChange.Put put) {
				SearchDocument there = shelf.get(change.key());
				if (there == null || there.version() <= put.document().version()) {
					shelf.put(change.key(), put.document());
				}
			}
			else {
				shelf.remove(change.key());
			}
		}
	}

	@Override
	public synchronized String beginRebuild() {
		asked();
		this.begun++;
		this.made = new HashMap<>();
		String begun = "made-" + NAMES.incrementAndGet();
		this.name = begun;
		return begun;
	}

	@Override
	public synchronized @Nullable String rebuilding() {
		asked();
		return this.name;
	}

	@Override
	public synchronized void finishRebuild(String finished) {
		asked();
		if (!finished.equals(this.name)) {
			throw new SearchUnavailable("Another one was begun");
		}
		this.searched = Objects.requireNonNull(this.made);
		this.made = null;
		this.name = null;
		this.unfilled = false;
		this.state = State.READY;
	}

	@Override
	public boolean isUnfilled() {
		return this.unfilled;
	}

	@Override
	public void filled() {
		this.unfilled = false;
	}

	private void searched() {
		SearchUnavailable failure = this.failure;
		if (failure != null) {
			throw failure;
		}
		if (this.state != State.READY) {
			throw new SearchUnavailable("It is " + this.state);
		}
	}

	@Override
	public SearchHits search(SearchQuery query) {
		searched();
		return new SearchHits(0, List.of(), null, false, Map.of());
	}

	@Override
	public SearchHits similar(SimilarQuery query) {
		searched();
		return new SearchHits(this.titled.size(),
				this.titled.stream().map((key) -> new SearchHits.Hit(key, null, 0)).toList(), null, false, Map.of());
	}

	@Override
	public List<DocumentKey> titles(String typed, Set<String> audiences, int size) {
		searched();
		return this.titled;
	}

	@Override
	public List<Slip> slips(String typed, Set<String> audiences) {
		return List.of();
	}

	@Override
	public void refresh() {
	}

	@Override
	public long count() {
		return this.searched.size();
	}

	@Override
	public void close() {
	}

}
