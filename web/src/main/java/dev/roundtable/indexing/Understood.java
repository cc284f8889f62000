package dev.roundtable.indexing;

import java.util.List;

import dev.roundtable.queries.Asked;
import dev.roundtable.search.Condition;
import dev.roundtable.search.SearchQuery;
import org.jspecify.annotations.Nullable;

/**
 * What a person asked for, as the index is asked for it.
 *
 * @param text words and phrases
 * @param scope null where she did not say
 * @param doubts what was not understood, and counts as words
 */
record Understood(Asked asked, String text, List<String> excluded, List<Condition> conditions,
		SearchQuery.@Nullable Scope scope, List<Doubt> doubts) {

	/** Whether there is more than words. */
	boolean isNarrowed() {
		return !this.conditions.isEmpty() || !this.excluded.isEmpty() || this.scope != null;
	}

	/**
	 * @param code of the message that says why, {@code search.doubt.<code>}
	 * @param text what was not understood
	 */
	record Doubt(String code, String text) {
	}

}
