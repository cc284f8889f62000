package dev.roundtable.tasks;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import dev.roundtable.http.BadInput;
import dev.roundtable.http.CursorPage;
import dev.roundtable.http.OnceKey;
import dev.roundtable.site.Audience;
import dev.roundtable.stores.StoreTest;
import dev.roundtable.stores.World;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@StoreTest
class TaskListTests {

	private final Tasks tasks;

	private final TaskRules rules;

	private final TaskList list;

	private final JdbcClient jdbc;

	private final World world;

	TaskListTests(Tasks tasks, TaskRules rules, TaskList list, JdbcClient jdbc, World world) {
		this.tasks = tasks;
		this.rules = rules;
		this.list = list;
		this.jdbc = jdbc;
		this.world = world;
	}

	@Test
	void the_order_does_not_depend_on_the_origin() {
		Random facts = new Random(20260105);
		for (int i = 0; i < 25; i++) {
			Severity severity = Severity.values()[facts.nextInt(Severity.values().length)];
			OffsetDateTime created = OffsetDateTime.of(2026, 1, 5, 9, 0, 0, 0, ZoneOffset.UTC)
				.minusMinutes(facts.nextInt(1_000_000));
			int people = 1 + facts.nextInt(3000);
			int votes = facts.nextInt(people);
			boolean regression = facts.nextBoolean();
			String fact = this.world.board + "-" + i;
			long key = Math.abs(facts.nextLong());
			List<Double> standings = List
				.of(new Origin.FromTopic(key), new Origin.FromTracker("tracker " + key), new Origin.Native())
				.stream()
				.map((origin) -> standing(origin, severity, regression, people, votes, created))
				.toList();
			assertThat(standings).as(fact).containsOnly(standings.getFirst());
		}
	}

	private double standing(Origin origin, Severity severity, boolean regression, int people, int votes,
			OffsetDateTime created) {
		TaskNumber task = this.rules.open(this.world.mei.id(), origin,
				new NewTask("Same fact", "", TaskKind.BUG, severity, this.world.board, null), Audience.EVERYONE);
		this.jdbc.sql("update tasks set created_at = ? where number = ?").params(created, task.value()).update();
		this.tasks.change(this.world.lin, task, TaskEdit.regression(1, regression));
		this.rules.recount(task, people, votes);
		return this.tasks.find(task, null).standing();
	}

	@ParameterizedTest
	@ValueSource(strings = { "score", "new", "votes", "updated" })
	void cursors_page_through_everything_once(String sort) {
		List<Long> opened = new ArrayList<>();
		for (int i = 0; i < 23; i++) {
			TaskNumber task = open("Task " + i);
			this.rules.recount(task, 1 + i % 3, i % 3);
			opened.add(task.value());
		}
		List<TaskView> seen = new ArrayList<>();
		@Nullable String cursor = null;
		do {
			CursorPage<TaskView> page = this.list.page(filter("", "", sort), cursor, 5, null);
			seen.addAll(page.items());
			cursor = page.next();
		}
		while (cursor != null);
		assertThat(seen).extracting(TaskView::number)
			.doesNotHaveDuplicates()
			.containsExactlyInAnyOrderElementsOf(opened);
		assertThat(this.list.page(filter("", "", sort), null, 100, null).items()).extracting(TaskView::number)
			.isEqualTo(seen.stream().map(TaskView::number).toList());
	}

	@Test
	void filters_find_by_status_words_and_number() {
		TaskNumber stutter = open("声音卡顿 100% of the time_");
		open("Something else");
		this.tasks.change(this.world.lin, stutter, TaskEdit.status(1, TaskStatus.CONFIRMED));
		for (TaskFilter found : List.of(filter("声音卡顿", "", ""), filter("#" + stutter.value(), "", ""),
				filter("OF THE", "", ""), filter("100%", "", ""), filter("time_", "", ""), filter("", "confirmed", ""),
				filter("声音", "open", "new"))) {
			assertThat(this.list.page(found, null, 10, null).items()).as("%s", found)
				.extracting(TaskView::number)
				.containsExactly(stutter.value());
		}
		assertThat(this.list.page(filter("", "closed", ""), null, 10, null).items()).isEmpty();
		assertThat(this.list.counts(filter("", "new", ""), null)).containsOnlyKeys("NEW", "CONFIRMED");
	}

	@Test
	void what_is_no_choice_is_bad_input() {
		assertThatExceptionOfType(BadInput.class)
			.isThrownBy(() -> this.list.page(filter("", "", "loudest"), null, 10, null))
			.matches((bad) -> bad.field().equals("sort"));
		assertThatExceptionOfType(BadInput.class)
			.isThrownBy(() -> this.list.page(filter("", "forgotten", ""), null, 10, null))
			.matches((bad) -> bad.field().equals("status"));
		assertThatExceptionOfType(BadInput.class)
			.isThrownBy(() -> this.list.page(filter("", "", ""), "garbage", 10, null))
			.matches((bad) -> bad.field().equals("cursor"));
	}

	private TaskNumber open(String title) {
		return this.tasks.open(this.world.lin, NewTask.of(TaskKind.BUG, title, "", this.world.board), OnceKey.NONE);
	}

	private TaskFilter filter(String q, String status, String sort) {
		return new TaskFilter(q, status, "", this.world.board, "", "", sort);
	}

}
