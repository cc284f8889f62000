package dev.roundtable.tasks;

import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;

import dev.roundtable.http.BadInput;
import dev.roundtable.http.NotFound;
import dev.roundtable.http.OnceKey;
import dev.roundtable.http.StaleVersion;
import dev.roundtable.people.Accounts;
import dev.roundtable.people.Role;
import dev.roundtable.people.Viewer;
import dev.roundtable.stores.StoreTest;
import dev.roundtable.stores.World;
import dev.roundtable.tasks.TaskHistory.Event;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.AccessDeniedException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@StoreTest
class TasksTests {

	private final Tasks tasks;

	private final TaskHistory history;

	private final Accounts accounts;

	private final JdbcClient jdbc;

	private final World world;

	TasksTests(Tasks tasks, TaskHistory history, Accounts accounts, JdbcClient jdbc, World world) {
		this.tasks = tasks;
		this.history = history;
		this.accounts = accounts;
		this.jdbc = jdbc;
		this.world = world;
	}

	@Test
	void a_stale_edit_is_refused() {
		TaskNumber task = open();
		change(task, TaskEdit.status(1, TaskStatus.CONFIRMED));
		assertThatExceptionOfType(StaleVersion.class)
			.isThrownBy(() -> change(task, TaskEdit.status(1, TaskStatus.PLANNED)))
			.matches((stale) -> stale.current() == 2);
		assertThat(find(task).status()).isEqualTo(TaskStatus.CONFIRMED);
	}

	@Test
	void of_eight_edits_at_once_one_wins() throws InterruptedException {
		TaskNumber task = open();
		Callable<Boolean> edit = () -> {
			try {
				change(task, TaskEdit.assignee(1, this.world.lin.name()));
				return true;
			}
			catch (StaleVersion stale) {
				return false;
			}
		};
		assertThat(World.atOnce(8, Collections.nCopies(8, edit))).containsOnlyOnce(true);
		assertThat(acts(task, this.world.lin)).containsExactly("opened", "assigned");
	}

	@Test
	void a_status_that_cannot_follow_is_refused() {
		refused("status", open(), TaskEdit.status(1, TaskStatus.VERIFIED));
	}

	@Test
	void a_fix_names_its_build_and_a_no_its_reason() {
		TaskNumber task = open();
		refused("fixedIn", task, TaskEdit.status(1, TaskStatus.FIXED));
		refused("fixedIn", task, TaskEdit.fixed(1, "../etc"));
		refused("fixedIn", task, TaskEdit.fixed(1, "2".repeat(81)));
		refused("reason", task, TaskEdit.status(1, TaskStatus.DECLINED));
		change(task, TaskEdit.fixed(1, "2".repeat(80)));
		assertThat(find(task).fixedIn()).isEqualTo("2".repeat(80));
	}

	@Test
	void an_open_task_is_fixed_in_no_build_whatever_it_was_before() {
		TaskNumber task = open();
		change(task, TaskEdit.fixed(1, "2.4.1"));
		change(task, TaskEdit.released(2, null));
		assertThat(find(task).fixedIn()).isEqualTo("2.4.1");
		this.tasks.reopen(this.world.lin, task, 3, OnceKey.NONE);
		assertThat(find(task)).extracting(Task::status, Task::fixedIn, Task::reason)
			.containsExactly(TaskStatus.CONFIRMED, null, null);
		assertThat(count("select count(*) from task_fixes where task_number = ?", task)).isZero();
		assertThat(count("select count(*) from task_releases where task_number = ?", task)).isZero();
		refused("fixedIn", task, new TaskEdit(4L, null, null, null, null, null, null, "2.4.2", null, null, null, null));
	}

	@Test
	void what_shipped_and_what_was_fixed_are_two_builds_and_either_is_corrected() {
		TaskNumber task = open();
		change(task, TaskEdit.fixed(1, "2.4.1"));
		change(task, TaskEdit.released(2, "2.4.2"));
		assertThat(find(task).fixedIn()).isEqualTo("2.4.2");
		change(task, new TaskEdit(3L, null, null, null, null, null, null, "2.4.3", null, null, null, null));
		assertThat(find(task).fixedIn()).isEqualTo("2.4.3");
		assertThat(this.jdbc.sql("select build from task_fixes where task_number = ?")
			.param(task.value())
			.query(String.class)
			.single()).isEqualTo("2.4.1");
		assertThat(acts(task, null)).containsExactly("opened", "fixed", "released", "corrected-build");
	}

	@Test
	void a_reason_goes_with_what_it_was_given_for() {
		TaskNumber task = open();
		change(task, TaskEdit.declined(1, "as designed"));
		assertThat(find(task).reason()).isEqualTo("as designed");
		refused("reason", task, new TaskEdit(2L, null, null, null, null, null, null, null, "", null, null, null));
		change(task, TaskEdit.status(2, TaskStatus.NEW));
		assertThat(find(task).reason()).isNull();
		change(task, TaskEdit.status(3, TaskStatus.NEEDS_INFO, "which build?"));
		change(task, new TaskEdit(4L, null, null, null, null, null, null, null, "", null, null, null));
		assertThat(find(task).reason()).isNull();
	}

	@Test
	void only_the_team_is_assigned_and_who_left_it_stays_until_another_is() {
		TaskNumber task = open();
		Viewer fan = this.world.somebody(Role.FAN);
		refused("assignee", task, TaskEdit.assignee(1, fan.name()));
		Viewer gone = this.world.somebody(Role.ENGINEER);
		change(task, TaskEdit.assignee(1, gone.name()));
		this.accounts.changeRole(this.world.somebody(Role.ADMINISTRATOR), OnceKey.NONE, gone.id(), Role.FAN);
		change(task, new TaskEdit(2L, TaskStatus.CONFIRMED, null, null, null, null, gone.name(), null, null, null, null,
				null));
		assertThat(find(task)).extracting(Task::status, Task::assigneeId)
			.containsExactly(TaskStatus.CONFIRMED, gone.id().value());
		change(task, TaskEdit.assignee(3, ""));
		refused("assignee", task, TaskEdit.assignee(4, gone.name()));
	}

	@Test
	void a_number_of_another_task_without_its_status_is_refused() {
		TaskNumber other = open();
		refused("duplicateOf", open(),
				new TaskEdit(1L, null, null, null, null, null, null, null, null, other.value(), null, null));
	}

	@Test
	void each_act_is_told_by_whom_and_as_what_it_was() {
		TaskNumber task = open();
		change(task, new TaskEdit(1L, TaskStatus.PLANNED, "It flickers", Severity.MAJOR, true, "",
				this.world.lin.name(), null, null, null, null, null));
		List<Event> told = events(task, null);
		assertThat(told).extracting(Event::action)
			.containsExactly("opened", "planned", "retitled", "rated", "called-regression", "sorted", "assigned");
		assertThat(told).extracting(Event::by).containsOnly(this.world.lin.name());
		assertThat(told.get(2).what()).contains("The screen flickers", "It flickers");
	}

	@Test
	void what_was_changed_before_there_was_a_journal_is_still_told() {
		TaskNumber task = open();
		this.jdbc.sql("delete from journal where subject = ?").param("task-" + task.value()).update();
		this.jdbc.sql("""
				insert into task_changes (task_number, changed_by, changed_at, field, old_value, new_value)
				values (?, ?, current_timestamp, 'status', 'NEW', 'PLANNED')
				""").params(task.value(), this.world.lin.id().value()).update();
		assertThat(events(task, null)).singleElement().satisfies((event) -> {
			assertThat(event.by()).isEqualTo(this.world.lin.name());
			assertThat(event.what()).doesNotContain("PLANNED", "did.task");
		});
	}

	@Test
	void whoever_is_not_of_the_team_neither_opens_nor_changes() {
		TaskNumber task = open();
		for (Viewer fan : List.of(this.world.mei, this.world.somebody(Role.FAN))) {
			denied(() -> this.tasks.open(fan, NewTask.of(TaskKind.BUG, "Mine", "", null), OnceKey.NONE));
			denied(() -> this.tasks.change(fan, task, TaskEdit.status(1, TaskStatus.PLANNED)));
			denied(() -> this.tasks.reopen(fan, task, 1, OnceKey.NONE));
			denied(() -> this.tasks.unmerge(fan, task, 1, OnceKey.NONE));
		}
		assertThat(find(task).version()).isOne();
	}

	@Test
	void what_the_team_keeps_to_itself_is_there_for_nobody_else() {
		TaskNumber task = this.tasks.open(this.world.lin,
				new NewTask("Canary hole", "exploit", TaskKind.BUG, null, this.world.board, "team"), OnceKey.NONE);
		for (Viewer outsider : new Viewer[] { null, this.world.mei }) {
			assertThatExceptionOfType(NotFound.class).isThrownBy(() -> this.tasks.find(task, outsider));
			assertThat(acts(task, outsider)).isEmpty();
		}
		change(task, TaskEdit.audience(1, "everyone"));
		assertThat(this.tasks.find(task, null).title()).isEqualTo("Canary hole");
		assertThat(acts(task, null)).isEmpty();
		assertThat(acts(task, this.world.lin)).containsExactly("opened", "opened-to-all");
		refused("audience", task, TaskEdit.audience(2, "members"));
		refused("audience", task, TaskEdit.audience(2, "person:1"));
	}

	private TaskNumber open() {
		return this.tasks.open(this.world.lin,
				NewTask.of(TaskKind.BUG, "The screen flickers", "at 30 %", this.world.board), OnceKey.NONE);
	}

	private void change(TaskNumber task, TaskEdit edit) {
		this.tasks.change(this.world.lin, task, edit);
	}

	private Task find(TaskNumber task) {
		return this.tasks.find(task, this.world.lin);
	}

	private void refused(String field, TaskNumber task, TaskEdit edit) {
		assertThatExceptionOfType(BadInput.class).isThrownBy(() -> change(task, edit))
			.matches((bad) -> bad.field().equals(field), field);
	}

	private static void denied(org.assertj.core.api.ThrowableAssert.ThrowingCallable write) {
		assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(write);
	}

	private List<String> acts(TaskNumber task, @Nullable Viewer viewer) {
		return events(task, viewer).stream().map(Event::action).toList();
	}

	private List<Event> events(TaskNumber task, @Nullable Viewer viewer) {
		return this.history.events(task, this.history.entries(task, viewer),
				java.util.Map.of(this.world.lin.id(), this.world.lin.name()));
	}

	private long count(String sql, TaskNumber task) {
		return this.jdbc.sql(sql).param(task.value()).query(Long.class).single();
	}

}
