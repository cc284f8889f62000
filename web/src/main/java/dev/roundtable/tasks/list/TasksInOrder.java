package dev.roundtable.tasks.list;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

/**
 * All tasks in each of their orders, at one moment. It never changes.
 *
 * @param serial tells it from all before
 * @param touched the highest number of a write that is in it
 */
record TasksInOrder(long serial, long touched, Map<Sort, SortedTasks> orders) {

	/**
	 * How far one looks for the next one, where few are wanted and each costs something.
	 */
	private static final int REACH = 50_000;

	static TasksInOrder of(Collection<ListedTask> tasks) {
		Map<Sort, SortedTasks> orders = new EnumMap<>(Sort.class);
		for (Sort sort : Sort.values()) {
			orders.put(sort, SortedTasks.of(sort, tasks));
		}
		return new TasksInOrder(1, highest(0, tasks), orders);
	}

	/**
	 * @param gone which are in it
	 */
	TasksInOrder with(Collection<ListedTask> gone, Collection<ListedTask> come) {
		Map<Sort, SortedTasks> orders = new EnumMap<>(Sort.class);
		this.orders.forEach((sort, tasks) -> orders.put(sort, tasks.with(gone, come)));
		return new TasksInOrder(this.serial + 1, highest(this.touched, come), orders);
	}

	private static long highest(long before, Collection<ListedTask> tasks) {
		return Math.max(before, tasks.stream().mapToLong(ListedTask::touched).max().orElse(0));
	}

	/**
	 * @param behind null for the beginning
	 * @param most how many at most
	 */
	List<ListedTask> find(Sort sort, Sort.@Nullable Place behind, Predicate<ListedTask> wanted, int most) {
		SortedTasks tasks = in(sort);
		List<ListedTask> found = new ArrayList<>();
		for (int i = (behind != null) ? tasks.behind(behind) : 0; i < tasks.size() && found.size() < most; i++) {
			if (wanted.test(tasks.get(i))) {
				found.add(tasks.get(i));
			}
		}
		return found;
	}

	/** The nearest one behind a place, or before it; null where there is none. */
	@Nullable ListedTask next(Sort sort, Sort.Place place, boolean behind, Predicate<ListedTask> wanted) {
		SortedTasks tasks = in(sort);
		int from = tasks.behind(place);
		for (int reach = 0; reach < REACH; reach++) {
			int at = behind ? from + reach : from - 1 - reach;
			if (at < 0 || at >= tasks.size()) {
				return null;
			}
			ListedTask task = tasks.get(at);
			if (task.number() != place.number() && wanted.test(task)) {
				return task;
			}
		}
		return null;
	}

	void forEach(Consumer<ListedTask> each) {
		SortedTasks tasks = in(Sort.NEW);
		for (int i = 0; i < tasks.size(); i++) {
			each.accept(tasks.get(i));
		}
	}

	/** The numbers of those that one of these was merged into. */
	Set<Long> parents(Predicate<ListedTask> children) {
		Set<Long> parents = new HashSet<>();
		forEach((task) -> {
			if (task.mergedInto() != null && children.test(task)) {
				parents.add(task.mergedInto());
			}
		});
		return parents;
	}

	private SortedTasks in(Sort sort) {
		return Objects.requireNonNull(this.orders.get(sort));
	}

}
