package dev.roundtable.tasks.list;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

import dev.roundtable.http.BadInput;
import dev.roundtable.people.Audiences;
import dev.roundtable.queries.Asked;
import dev.roundtable.tasks.Task;

/**
 * Which rows of the list somebody wants to see, and in which order.
 *
 * @param conditions all of which hold
 * @param isCostly whether it reads more than what is in memory anyway
 * @param doubts what was not understood and does not count
 */
record ListQuery(Asked asked, List<Predicate<ListedTask>> conditions, Sort sort, boolean isCostly, List<Doubt> doubts) {

	/** Of which everybody is. */
	private static final String EVERYONE = "everyone";

	ListQuery {
		conditions = List.copyOf(conditions);
		doubts = List.copyOf(doubts);
	}

	/** Those of them that all may see who share these audiences. */
	Predicate<ListedTask> of(Audiences audiences) {
		Predicate<ListedTask> readable = readable(audiences);
		return (task) -> isWanted(task) && readable.test(task);
	}

	/** As {@link Task#READABLE}. */
	static Predicate<ListedTask> readable(Audiences audiences) {
		Set<String> shared = Set.of(audiences.shared().split(","));
		return (task) -> includes(shared, task.audience()) && includes(shared, task.sourceAudience());
	}

	/** Asked for each row of the list, and nearly all are everybody's. */
	private static boolean includes(Set<String> audiences, String one) {
		return one.equals(EVERYONE) || audiences.contains(one);
	}

	private boolean isWanted(ListedTask task) {
		for (Predicate<ListedTask> condition : this.conditions) {
			if (!condition.test(task)) {
				return false;
			}
		}
		return true;
	}

	/** As it is written, with names in the place of {@code me}. */
	String text() {
		return this.asked.toString();
	}

	/** With one condition more. */
	ListQuery and(Predicate<ListedTask> condition) {
		List<Predicate<ListedTask>> all = new ArrayList<>(this.conditions);
		all.add(condition);
		return new ListQuery(this.asked, all, this.sort, this.isCostly, this.doubts);
	}

	/** The same, where somebody has counted already that it is costly. */
	ListQuery counted() {
		return new ListQuery(this.asked, this.conditions, this.sort, false, this.doubts);
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
