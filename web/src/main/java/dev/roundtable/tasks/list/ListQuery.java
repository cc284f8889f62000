package dev.roundtable.tasks.list;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.roundtable.http.BadInput;
import dev.roundtable.queries.Asked;
import dev.roundtable.tasks.TaskKind;
import dev.roundtable.tasks.TaskStatus;
import org.jspecify.annotations.Nullable;

/**
 * Which rows of the list somebody wants to see, and in which order.
 *
 * @param conditions all of which hold, in SQL on {@code tasks t}
 * @param parameters theirs
 * @param status the only one that is wanted, null where more are
 * @param kind the only one that is wanted, null where more are
 * @param readsAll whether no index helps it
 * @param doubts what was not understood and does not count
 */
record ListQuery(Asked asked, List<String> conditions, Map<String, Object> parameters, Sort sort,
		@Nullable TaskStatus status, @Nullable TaskKind kind, boolean readsAll, List<Doubt> doubts) {

	ListQuery {
		conditions = List.copyOf(conditions);
		parameters = Map.copyOf(parameters);
		doubts = List.copyOf(doubts);
	}

	/** As it is written, with names in the place of {@code me}. */
	String text() {
		return this.asked.toString();
	}

	/** With one condition more. */
	List<String> and(String condition) {
		List<String> all = new ArrayList<>(this.conditions);
		all.add(condition);
		return all;
	}

	/** With room for more. */
	Map<String, Object> bound() {
		return new HashMap<>(this.parameters);
	}

	/** The same, where somebody counts for herself that it reads the whole list. */
	ListQuery counted() {
		return new ListQuery(this.asked, this.conditions, this.parameters, this.sort, this.status, this.kind, false,
				this.doubts);
	}

	/**
	 * What to order by before the sort's own column. It is the same in all rows, and
	 * names the index that has them in that order.
	 */
	String first() {
		return switch (this.sort) {
			case VOTES -> (this.kind != null) ? "t.kind, " : "";
			case SCORE -> (this.status != null) ? "t.status, " : "";
			case NEW, UPDATED -> "";
		};
	}

	/**
	 * A program that is not understood would take the wrong rows for the right ones.
	 * @throws BadInput on {@code q} where anything was not, with its place
	 */
	void requireUnderstood() {
		if (!this.doubts.isEmpty()) {
			Doubt first = this.doubts.getFirst();
			throw new BadInput("q", "filter.unknown", first.text(), first.at() + 1, text());
		}
	}

	/**
	 * @param code of the message that says why, {@code filter.doubt.<code>}
	 * @param text what was not understood
	 * @param at where in the query it stands, counted from 0
	 */
	record Doubt(String code, String text, int at) {
	}

}
