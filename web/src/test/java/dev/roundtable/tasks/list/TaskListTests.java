package dev.roundtable.tasks.list;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

import dev.roundtable.http.BadInput;
import dev.roundtable.http.CursorPage;
import dev.roundtable.http.OnceKey;
import dev.roundtable.people.Viewer;
import dev.roundtable.site.Audience;
import dev.roundtable.stores.StoreTest;
import dev.roundtable.stores.World;
import dev.roundtable.tasks.NewTask;
import dev.roundtable.tasks.Origin;
import dev.roundtable.tasks.Severity;
import dev.roundtable.tasks.Task;
import dev.roundtable.tasks.TaskEdit;
import dev.roundtable.tasks.TaskKind;
import dev.roundtable.tasks.TaskNumber;
import dev.roundtable.tasks.TaskRules;
import dev.roundtable.tasks.TaskStatus;
import dev.roundtable.tasks.TaskView;
import dev.roundtable.tasks.Tasks;
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

	private final ListQueries queries;

	private final ListCounts counts;

	private final JdbcClient jdbc;

	private final World world;

	TaskListTests(Tasks tasks, TaskRules rules, TaskList list, ListQueries queries, ListCounts counts, JdbcClient jdbc,
			World world) {
		this.tasks = tasks;
		this.rules = rules;
		this.list = list;
		this.queries = queries;
		this.counts = counts;
		this.jdbc = jdbc;
		this.world = world;
	}

	@Test
	void the_list_stands_in_one_order_whoever_reported() {
		Random facts = new Random(20260105);
		for (int i = 0; i < 12; i++) {
			Severity severity = Severity.values()[facts.nextInt(Severity.values().length)];
			OffsetDateTime created = OffsetDateTime.of(2026, 1, 5, 9, 0, 0, 0, ZoneOffset.UTC)
				.minusMinutes(facts.nextInt(1_000_000));
			int people = 1 + facts.nextInt(3000);
			int votes = facts.nextInt(people);
			boolean regression = facts.nextBoolean();
			long key = Math.abs(facts.nextLong());
			for (Origin origin : List.of(new Origin.Native(), new Origin.FromTracker("tracker " + key),
					new Origin.FromTopic(key))) {
				report("Fact " + i, origin, severity, regression, people, votes, created);
			}
		}
		List<String> natives = titles("native");
		assertThat(natives).hasSize(12).isNotEqualTo(natives.stream().sorted().toList());
		assertThat(titles("topic")).isEqualTo(natives);
		assertThat(titles("tracker")).isEqualTo(natives);
		assertThat(titles("")).isEqualTo(natives.stream().flatMap((title) -> Stream.of(title, title, title)).toList());
	}

	private List<String> titles(String origin) {
		ListQuery of = query(origin.isEmpty() ? "" : "origin:" + origin, "", "score");
		return this.list.page(of, null, 100, null).items().stream().map(TaskView::title).toList();
	}

	private void report(String title, Origin origin, Severity severity, boolean regression, int people, int votes,
			OffsetDateTime created) {
		TaskNumber task = this.rules.open(this.world.mei.id(), origin,
				new NewTask(title, "", TaskKind.BUG, severity, this.world.board, null), Audience.EVERYONE);
		this.jdbc.sql("update tasks set created_at = ? where number = ?").params(created, task.value()).update();
		this.tasks.change(this.world.lin, task, TaskEdit.regression(1, regression));
		this.rules.recount(task, people, votes);
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
			CursorPage<TaskView> page = this.list.page(query("", "", sort), cursor, 5, null);
			seen.addAll(page.items());
			cursor = page.next();
		}
		while (cursor != null);
		assertThat(seen).extracting(TaskView::number)
			.doesNotHaveDuplicates()
			.containsExactlyInAnyOrderElementsOf(opened);
		assertThat(this.list.page(query("", "", sort), null, 100, null).items()).extracting(TaskView::number)
			.isEqualTo(seen.stream().map(TaskView::number).toList());
	}

	@Test
	void filters_find_by_status_words_and_number() {
		TaskNumber stutter = open("声音卡顿 100% of the time_");
		open("Something else");
		this.tasks.change(this.world.lin, stutter, TaskEdit.status(1, TaskStatus.CONFIRMED));
		for (ListQuery found : List.of(query("声音卡顿", "", ""), query("#" + stutter.value(), "", ""),
				query("OF THE", "", ""), query("100%", "", ""), query("time_", "", ""), query("", "confirmed", ""),
				query("声音", "open", "new"))) {
			assertThat(this.list.page(found, null, 10, null).items()).as("%s", found)
				.extracting(TaskView::number)
				.containsExactly(stutter.value());
		}
		assertThat(this.list.page(query("", "closed", ""), null, 10, null).items()).isEmpty();
		assertThat(this.counts.byStatus(query("", "all", ""), null)).containsOnlyKeys("NEW", "CONFIRMED");
	}

	@Test
	void what_is_no_choice_is_bad_input() {
		assertThatExceptionOfType(BadInput.class)
			.isThrownBy(() -> this.list.page(query("", "", "loudest"), null, 10, null))
			.matches((bad) -> bad.field().equals("sort"));
		assertThatExceptionOfType(BadInput.class)
			.isThrownBy(() -> this.list.page(query("", "forgotten", ""), null, 10, null))
			.matches((bad) -> bad.field().equals("status"));
		assertThatExceptionOfType(BadInput.class)
			.isThrownBy(() -> this.list.page(query("", "", ""), "garbage", 10, null))
			.matches((bad) -> bad.field().equals("cursor"));
	}

	@Test
	void what_the_team_keeps_to_itself_is_in_nobody_elses_list_or_count() {
		TaskNumber task = this.tasks.open(this.world.lin,
				new NewTask("Canary hole", "exploit", TaskKind.BUG, null, this.world.board, "team"), OnceKey.NONE);
		ListQuery here = query("", "all", "");
		for (Viewer outsider : new Viewer[] { null, this.world.mei }) {
			assertThat(this.list.page(here, null, 10, outsider).items()).isEmpty();
			assertThat(this.counts.byStatus(here, outsider)).isEmpty();
			assertThat(this.counts.components(outsider)).doesNotContain(this.world.board);
		}
		assertThat(this.list.page(here, null, 10, this.world.lin).items()).hasSize(1);
		assertThat(this.counts.byStatus(here, this.world.lin)).containsEntry("NEW", 1L);
		assertThat(this.counts.components(this.world.lin)).contains(this.world.board);
		this.tasks.change(this.world.lin, task, TaskEdit.audience(1, "everyone"));
		assertThat(this.counts.byStatus(here, null)).containsEntry("NEW", 1L);
	}

	private TaskNumber open(String title) {
		return this.tasks.open(this.world.lin, NewTask.of(TaskKind.BUG, title, "", this.world.board), OnceKey.NONE);
	}

	private ListQuery query(String q, String status, String sort) {
		return this.queries
			.of(new TaskFilter(q, status, null, null, this.world.board, null, null, sort.isEmpty() ? null : sort)
				.query(), null);
	}

}
