package dev.roundtable.tasks.list;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/** All tasks in one order. It never changes: a change makes another one. */
final class SortedTasks {

	private final Sort sort;

	private final ListedTask[] tasks;

	private SortedTasks(Sort sort, ListedTask[] tasks) {
		this.sort = sort;
		this.tasks = tasks;
	}

	static SortedTasks of(Sort sort, Collection<ListedTask> tasks) {
		ListedTask[] sorted = tasks.toArray(ListedTask[]::new);
		Arrays.sort(sorted, sort.order());
		return new SortedTasks(sort, sorted);
	}

	int size() {
		return this.tasks.length;
	}

	ListedTask get(int index) {
		return this.tasks[index];
	}

	/** The index of the first that stands behind this place, the size where none does. */
	int behind(Sort.Place place) {
		int from = 0;
		int to = this.tasks.length;
		while (from < to) {
			int middle = (from + to) >>> 1;
			if (this.sort.place(this.tasks[middle]).compareTo(place) > 0) {
				to = middle;
			}
			else {
				from = middle + 1;
			}
		}
		return from;
	}

	/**
	 * Without some of them and with others, which may be the same ones as they are now.
	 * It copies what stands between, and compares only where something changes.
	 */
	SortedTasks with(Collection<ListedTask> gone, Collection<ListedTask> come) {
		List<ListedTask> out = gone.stream().sorted(this.sort.order()).toList();
		List<ListedTask> in = come.stream().sorted(this.sort.order()).toList();
		ListedTask[] next = new ListedTask[this.tasks.length - out.size() + in.size()];
		int from = 0;
		int to = 0;
		int left = 0;
		for (ListedTask task : in) {
			int at = place(task);
			while (left < out.size() && this.sort.order().compare(out.get(left), task) <= 0) {
				int leaves = place(out.get(left++));
				to = copy(from, leaves, next, to);
				from = leaves + 1;
			}
			if (at > from) {
				to = copy(from, at, next, to);
				from = at;
			}
			next[to++] = task;
		}
		for (ListedTask task : out.subList(left, out.size())) {
			int leaves = place(task);
			to = copy(from, leaves, next, to);
			from = leaves + 1;
		}
		copy(from, this.tasks.length, next, to);
		return new SortedTasks(this.sort, next);
	}

	/** Where it stands, or would stand. */
	private int place(ListedTask task) {
		int found = Arrays.binarySearch(this.tasks, task, this.sort.order());
		return (found >= 0) ? found : -found - 1;
	}

	private int copy(int from, int until, ListedTask[] next, int to) {
		System.arraycopy(this.tasks, from, next, to, until - from);
		return to + until - from;
	}

}
