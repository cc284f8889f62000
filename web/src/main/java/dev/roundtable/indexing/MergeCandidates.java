package dev.roundtable.indexing;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import dev.roundtable.http.NotFound;
import dev.roundtable.indexing.FoundRows.Row;
import dev.roundtable.limits.Act;
import dev.roundtable.limits.Limits;
import dev.roundtable.people.Audiences;
import dev.roundtable.people.Capability;
import dev.roundtable.people.Viewer;
import dev.roundtable.search.DocumentKey;
import dev.roundtable.search.DocumentKey.Type;
import dev.roundtable.search.SearchIndex;
import dev.roundtable.search.SearchQuery;
import dev.roundtable.search.SearchUnavailable;
import dev.roundtable.search.SimilarQuery;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Tasks that another one may be the same as: those that are like it, or those that
 * somebody looks for. A topic stands for the task that it became.
 */
@Component
class MergeCandidates {

	private static final int SHOWN = 10;

	private final SearchIndex index;

	private final Finder finder;

	private final FoundRows rows;

	private final Limits limits;

	MergeCandidates(SearchIndex index, Finder finder, FoundRows rows, Limits limits) {
		this.index = index;
		this.finder = finder;
		this.rows = rows;
		this.limits = limits;
	}

	/**
	 * @param q in the language of search, or a number; blank for those that are like it
	 * @throws NotFound when there is no such task for her
	 * @throws SearchUnavailable when nothing can be looked for now
	 */
	Offer of(Viewer viewer, long task, String q) {
		viewer.require(Capability.CHANGE_TASKS);
		Audiences audiences = Audiences.of(viewer);
		DocumentKey itself = new DocumentKey(Type.TASK, task);
		Row row = this.rows.read(List.of(itself), audiences).get(itself);
		if (row == null) {
			throw new NotFound("task " + task);
		}
		List<DocumentKey> keys = q.isBlank() ? like(viewer, row, itself, audiences) : keys(viewer, q);
		return new Offer(row.title(),
				read(keys, audiences).stream().filter((candidate) -> candidate.number() != task).toList());
	}

	/**
	 * Tasks that somebody looks for, whatever she wants with them.
	 * @param q in the language of search, or a number; blank for none
	 * @throws SearchUnavailable when nothing can be looked for now
	 */
	List<Candidate> found(Viewer viewer, String q) {
		viewer.require(Capability.CHANGE_TASKS);
		return q.isBlank() ? List.of() : read(keys(viewer, q), Audiences.of(viewer));
	}

	/** Those that she may see, in this order, each once. */
	List<Candidate> read(Collection<DocumentKey> keys, Audiences audiences) {
		Map<DocumentKey, Row> rows = this.rows.read(List.copyOf(keys), audiences);
		Map<Long, Candidate> candidates = new LinkedHashMap<>();
		for (DocumentKey key : keys) {
			Row one = rows.get(key);
			Long number = (one != null) ? one.task() : null;
			if (one != null && number != null) {
				candidates.putIfAbsent(number, new Candidate(number, one.title(), one.kind(), one.status()));
			}
		}
		return new ArrayList<>(candidates.values());
	}

	private List<DocumentKey> like(Viewer viewer, Row row, DocumentKey itself, Audiences audiences) {
		this.limits.spend(viewer, Act.SUGGESTION);
		return this.index
			.similar(new SimilarQuery(row.title(), row.body().substring(0, Math.min(row.body().length(), 4_000)),
					SearchQuery.Scope.THREADS, itself, audiences.keys(), SHOWN))
			.keys();
	}

	private List<DocumentKey> keys(Viewer viewer, String q) {
		return this.finder.search(viewer, q, Finder.Filter.ANYTHING, null)
			.hits()
			.stream()
			.filter((hit) -> hit.task() != null)
			.limit(SHOWN)
			.map((hit) -> new DocumentKey(Type.TASK, Objects.requireNonNull(hit.task())))
			.toList();
	}

	/**
	 * @param title of the task that is to be merged
	 */
	record Offer(String title, List<Candidate> candidates) {
	}

	record Candidate(long number, String title, String kind, @Nullable String status) {
	}

}
