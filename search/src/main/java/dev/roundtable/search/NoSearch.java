package dev.roundtable.search;

import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/** Stands in where no engine is configured. */
final class NoSearch implements SearchIndex {

	@Override
	public State state() {
		return State.OFF;
	}

	@Override
	public Map<DocumentKey, Refusal> apply(List<IndexChange> changes) {
		throw off();
	}

	@Override
	public SearchHits search(SearchQuery query) {
		throw off();
	}

	@Override
	public SearchHits similar(SimilarQuery query) {
		throw off();
	}

	@Override
	public String beginRebuild() {
		throw off();
	}

	@Override
	public @Nullable String rebuilding() {
		throw off();
	}

	@Override
	public boolean isUnfilled() {
		throw off();
	}

	@Override
	public void filled() {
		throw off();
	}

	@Override
	public Map<DocumentKey, Refusal> applyToRebuilt(List<IndexChange> changes) {
		throw off();
	}

	@Override
	public void finishRebuild(String name) {
		throw off();
	}

	@Override
	public List<DocumentKey> titles(String typed, Set<String> audiences, int size) {
		throw off();
	}

	@Override
	public List<Slip> slips(String typed, Set<String> audiences) {
		throw off();
	}

	@Override
	public void refresh() {
		throw off();
	}

	@Override
	public long count() {
		throw off();
	}

	@Override
	public void close() {
		// nothing is open
	}

	private static SearchUnavailable off() {
		return new SearchUnavailable("Search is off");
	}

}
