package dev.roundtable.indexing;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import dev.roundtable.indexing.MergeCandidates.Candidate;
import dev.roundtable.limits.Act;
import dev.roundtable.limits.Limits;
import dev.roundtable.people.Audiences;
import dev.roundtable.people.Capability;
import dev.roundtable.people.Viewer;
import dev.roundtable.search.DocumentKey;
import dev.roundtable.search.DocumentKey.Type;
import dev.roundtable.search.SearchIndex;
import dev.roundtable.search.SearchUnavailable;

import org.springframework.stereotype.Component;

/**
 * Tasks for whoever chooses some while typing: what a number names, and what is called
 * like that. A topic stands for the task that it became. Where the index is away, numbers
 * are understood all the same.
 */
@Component
class TaskPicks {

	private static final int SHOWN = 8;

	/** As many as a round has candidates. */
	private static final int NAMED = 50;

	/** Nobody types more before looking. */
	private static final int LONGEST = 200;

	private final SearchIndex index;

	private final MergeCandidates candidates;

	private final Limits limits;

	TaskPicks(SearchIndex index, MergeCandidates candidates, Limits limits) {
		this.index = index;
		this.candidates = candidates;
		this.limits = limits;
	}

	/**
	 * @throws dev.roundtable.http.TooManyAttempts after too many of them
	 */
	List<Candidate> typed(Viewer viewer, String q) {
		viewer.require(Capability.CHANGE_TASKS);
		this.limits.spend(viewer, Act.SUGGESTION);
		String typed = q.strip();
		if (typed.isEmpty() || typed.length() > LONGEST) {
			return List.of();
		}
		Audiences audiences = Audiences.of(viewer);
		Set<DocumentKey> keys = new LinkedHashSet<>(Finder.named(typed, new Finder.Filter("TASK", "", "", "")));
		try {
			keys.addAll(this.index.titles(typed, audiences.keys(), SHOWN * 2));
		}
		catch (SearchUnavailable away) {
			// A number is understood all the same.
		}
		return this.candidates.read(keys, audiences).stream().limit(SHOWN).toList();
	}

	/** Those of these that she may see, in this order. */
	List<Candidate> named(Viewer viewer, List<Long> numbers) {
		viewer.require(Capability.CHANGE_TASKS);
		this.limits.spend(viewer, Act.SUGGESTION);
		List<DocumentKey> keys = numbers.stream()
			.filter((number) -> number > 0)
			.limit(NAMED)
			.map((number) -> new DocumentKey(Type.TASK, number))
			.toList();
		return this.candidates.read(keys, Audiences.of(viewer));
	}

}
