package dev.roundtable.tasks.list;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import dev.roundtable.site.Audience;
import dev.roundtable.tasks.Origin;
import dev.roundtable.tasks.Severity;
import dev.roundtable.tasks.TaskKind;
import dev.roundtable.tasks.TaskStatus;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/** All tasks in one order, which stays one whatever changes. */
class SortedTasksTests {

	private static final int STEPS = 400;

	private final Random random = new Random(20261201);

	private final Map<Long, ListedTask> tasks = new HashMap<>();

	@ParameterizedTest
	@EnumSource
	void whatever_comes_changes_and_goes_it_is_as_if_sorted_anew(Sort sort) {
		SortedTasks sorted = SortedTasks.of(sort, List.of());
		for (int step = 0; step < STEPS; step++) {
			List<ListedTask> gone = new ArrayList<>();
			List<ListedTask> come = new ArrayList<>();
			for (long number : this.random.longs(this.random.nextInt(6), 1, 60).distinct().toArray()) {
				ListedTask before = this.tasks.remove(number);
				if (before != null) {
					gone.add(before);
				}
				if (before == null || this.random.nextInt(4) > 0) {
					ListedTask now = task(number);
					this.tasks.put(number, now);
					come.add(now);
				}
			}
			sorted = sorted.with(gone, come);
			assertThat(listed(sorted)).isEqualTo(listed(SortedTasks.of(sort, this.tasks.values())));
		}
	}

	@ParameterizedTest
	@EnumSource
	void what_stands_behind_a_place_begins_behind_it_also_where_nothing_stands(Sort sort) {
		for (long number = 1; number < 40; number += 2) {
			this.tasks.put(number, task(number));
		}
		SortedTasks sorted = SortedTasks.of(sort, this.tasks.values());
		for (long number = 1; number < 40; number++) {
			ListedTask wanted = this.tasks.getOrDefault(number, task(number));
			long before = listed(sorted).stream().filter((one) -> sort.order().compare(one, wanted) <= 0).count();
			assertThat(sorted.behind(sort.parse(sort.place(wanted).written()))).isEqualTo((int) before);
		}
	}

	private static List<ListedTask> listed(SortedTasks sorted) {
		List<ListedTask> all = new ArrayList<>();
		for (int i = 0; i < sorted.size(); i++) {
			all.add(sorted.get(i));
		}
		return all;
	}

	/** Many are equal in what an order compares. */
	private ListedTask task(long number) {
		int people = this.random.nextInt(4);
		Instant at = Instant.ofEpochSecond(this.random.nextInt(4), 123_456_000);
		return new ListedTask(number, this.random.nextLong(), TaskKind.BUG, "", TaskStatus.NEW, Severity.NORMAL, false,
				null, null, 1, Origin.Place.TOPIC, Audience.EVERYONE.key(), Audience.EVERYONE.key(), people, people,
				people / 3.0, false, null, null, at, at);
	}

}
