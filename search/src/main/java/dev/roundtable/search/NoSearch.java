package dev.roundtable.search;

import java.util.List;
import java.util.Map;

/** Stands in where no engine is configured. */
final class NoSearch implements SearchIndex {

	@Override
	public State state() {
		return State.OFF;
	}

	@Override
	public Map<DocumentKey, String> apply(List<IndexChange> changes) {
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
	public void beginRebuild() {
		throw off();
	}

	@Override
	public boolean isRebuilding() {
		throw off();
	}

	@Override
	public Map<DocumentKey, String> applyToRebuilt(List<IndexChange> changes) {
		throw off();
	}

	@Override
	public void finishRebuild() {
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
