package dev.roundtable.tasks.list;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.roundtable.people.Audiences;
import dev.roundtable.people.Viewer;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/** How many rows lists have, as far as somebody may see them. */
@Component
public class ListCounts {

	/** Of several lists, those that are costly: the others are not counted. */
	static final int MOST_COSTLY = 5;

	private final ListedTasks listed;

	private final ListQueries queries;

	/** They go through the whole list, and stay what they are until it changes. */
	private final Cache<Kept, Map<String, Long>> counts = Caffeine.newBuilder()
		.maximumSize(1000)
		.expireAfterWrite(Duration.ofSeconds(10))
		.build();

	ListCounts(ListedTasks listed, ListQueries queries) {
		this.listed = listed;
		this.queries = queries;
	}

	/**
	 * @throws dev.roundtable.http.BadInput on {@code q} where nobody could ask for it
	 */
	public void check(String q, @Nullable Viewer viewer) {
		this.queries.of(q, viewer);
	}

	/**
	 * In the order of the queries; what is not understood in them does not count. Null
	 * where they cost too much together; the first is counted in any case.
	 */
	public List<@Nullable Long> of(List<String> queries, @Nullable Viewer viewer) {
		List<@Nullable Long> counts = new ArrayList<>();
		int costly = 0;
		for (String q : queries) {
			ListQuery query = this.queries.of(q, viewer);
			costly += query.isCostly() ? 1 : 0;
			counts.add((query.isCostly() && costly > MOST_COSTLY) ? null
					: counts(query, By.ALL, viewer).getOrDefault("", 0L));
		}
		return counts;
	}

	/** In each status; those without rows are missing. */
	Map<String, Long> byStatus(ListQuery query, @Nullable Viewer viewer) {
		return counts(query, By.STATUS, viewer);
	}

	/** The same of a list that has just been looked at. */
	Map<String, Long> byStatus(TasksInOrder tasks, ListQuery query, @Nullable Viewer viewer) {
		Audiences audiences = Audiences.of(viewer);
		return counts(tasks, query.text(), By.STATUS, audiences, query.of(audiences));
	}

	/**
	 * What the tasks that she may read are about, as whoever read the list last saw it.
	 */
	Collection<String> components(@Nullable Viewer viewer) {
		Audiences audiences = Audiences.of(viewer);
		return counts(this.listed.last(), "", By.COMPONENT, audiences, ListQuery.readable(audiences)).keySet();
	}

	private Map<String, Long> counts(ListQuery query, By by, @Nullable Viewer viewer) {
		Audiences audiences = Audiences.of(viewer);
		return counts(this.listed.now(), query.text(), by, audiences, query.of(audiences));
	}

	/** Not inside the map, whose other keys would wait for what a filter looks up. */
	private Map<String, Long> counts(TasksInOrder tasks, String query, By by, Audiences audiences,
			Predicate<ListedTask> wanted) {
		Kept kept = new Kept(query, by, audiences.shared(), tasks.serial());
		Map<String, Long> counts = this.counts.getIfPresent(kept);
		if (counts == null) {
			counts = count(tasks, wanted, by);
			this.counts.put(kept, counts);
		}
		return counts;
	}

	private static Map<String, Long> count(TasksInOrder tasks, Predicate<ListedTask> wanted, By by) {
		// Asked of each row of the list: not ordered, nor boxed, before the end.
		Map<String, Counter> counters = new HashMap<>();
		tasks.forEach((task) -> {
			String one = wanted.test(task) ? by.of.apply(task) : null;
			if (one != null) {
				counters.computeIfAbsent(one, (_) -> new Counter()).count++;
			}
		});
		Map<String, Long> counts = new TreeMap<>();
		counters.forEach((one, counter) -> counts.put(one, counter.count));
		return counts;
	}

	private static final class Counter {

		private long count;

	}

	private enum By {

		ALL((_) -> ""), STATUS((task) -> task.status().name()), COMPONENT(ListedTask::component);

		private final Function<ListedTask, @Nullable String> of;

		By(Function<ListedTask, @Nullable String> of) {
			this.of = of;
		}

	}

	private record Kept(String query, By by, String audiences, long serial) {
	}

}
