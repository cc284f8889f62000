package dev.roundtable.tasks;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

import dev.roundtable.http.BadInput;
import dev.roundtable.http.NotFound;
import dev.roundtable.http.OnceKey;
import dev.roundtable.http.StaleVersion;
import dev.roundtable.people.Role;
import dev.roundtable.people.Viewer;
import dev.roundtable.stores.StoreTest;
import dev.roundtable.stores.World;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.AccessDeniedException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@StoreTest
class UndoingTests {

	private final Tasks tasks;

	private final Undoing undoing;

	private final LastActs acts;

	private final TaskHistory history;

	private final JdbcClient jdbc;

	private final World world;

	UndoingTests(Tasks tasks, Undoing undoing, LastActs acts, TaskHistory history, JdbcClient jdbc, World world) {
		this.tasks = tasks;
		this.undoing = undoing;
		this.acts = acts;
		this.history = history;
		this.jdbc = jdbc;
		this.world = world;
	}

	@Test
	void a_status_that_is_taken_back_is_as_if_it_had_not_been() {
		TaskNumber task = open();
		change(task, TaskEdit.status(1, TaskStatus.NEEDS_INFO, "Which build?"));
		Map<String, @Nullable Object> before = row(task);
		change(task, TaskEdit.declined(2, "Not ours"));
		assertThat(this.acts.offer(this.world.lin, task.value()))
			.hasValue(new LastActs.Offer(task.value(), 3, TaskStatus.DECLINED));
		takeBack(task, 3);
		assertThat(row(task)).isEqualTo(before);
		assertThat(find(task).reason()).isEqualTo("Which build?");
		assertThat(did(task)).containsExactly("opened", "asked", "declined", "undid");
		assertThat(this.acts.offer(this.world.lin, task.value())).isEmpty();
	}

	@Test
	void what_was_answered_by_the_act_alone_waits_for_an_answer_again() {
		TaskNumber task = open();
		Map<String, @Nullable Object> before = row(task);
		change(task, TaskEdit.status(1, TaskStatus.CONFIRMED));
		assertThat(row(task).get("answered_at")).isNotNull();
		takeBack(task, 2);
		assertThat(row(task)).isEqualTo(before);
	}

	@Test
	void a_reopened_task_is_released_again_in_its_builds() {
		TaskNumber task = open();
		change(task, TaskEdit.fixed(1, "1.0").because("Next build"));
		change(task, TaskEdit.released(2, "1.1").because("Please try"));
		this.tasks.reopen(this.world.lin, task, 3, "Not yet", OnceKey.NONE);
		assertThat(find(task).fixedIn()).isNull();
		takeBack(task, 4);
		assertThat(find(task)).satisfies((now) -> {
			assertThat(now.status()).isEqualTo(TaskStatus.RELEASED);
			assertThat(now.fixedIn()).isEqualTo("1.1");
			assertThat(now.reason()).isEqualTo("Please try");
		});
		assertThat(this.jdbc.sql("select build from task_fixes where task_number = ?")
			.param(task.value())
			.query(String.class)
			.single()).isEqualTo("1.0");
	}

	@Test
	void a_merge_that_is_taken_back_gives_the_people_back_and_tells_both() {
		TaskNumber original = open();
		TaskNumber task = open();
		change(task, TaskEdit.merged(1, original.value()));
		takeBack(task, 2);
		assertThat(find(task).status()).isEqualTo(TaskStatus.NEW);
		assertThat(find(task).duplicateOf()).isNull();
		assertThat(did(task)).containsExactly("opened", "merged", "unmerged");
		assertThat(did(original)).containsExactly("opened", "took-in", "gave-back");
	}

	@Test
	void severity_component_and_assignee_are_what_they_were() {
		TaskNumber task = open();
		double standing = find(task).standing();
		change(task, TaskEdit.severity(1, Severity.CRITICAL));
		takeBack(task, 2);
		assertThat(find(task).severity()).isEqualTo(Severity.NORMAL);
		assertThat(find(task).standing()).isEqualTo(standing);
		change(task, TaskEdit.component(3, "audio"));
		takeBack(task, 4);
		assertThat(find(task).component()).isEqualTo(this.world.board);
		change(task, TaskEdit.assignee(5, this.world.lin.name()));
		change(task, TaskEdit.assignee(6, ""));
		takeBack(task, 7);
		assertThat(find(task).assigneeId()).isEqualTo(this.world.lin.id().value());
		assertThat(did(task)).containsExactly("opened", "rated", "rated", "sorted", "sorted", "assigned", "unassigned",
				"assigned");
	}

	@Test
	void a_plan_goes_with_its_build() {
		TaskNumber task = open();
		change(task, TaskEdit.planned(1, "2.0"));
		takeBack(task, 2);
		assertThat(find(task).plannedFor()).isNull();
		assertThat(find(task).status()).isEqualTo(TaskStatus.NEW);
	}

	@Test
	void what_somebody_changed_since_stays_and_so_does_what_somebody_else_did() {
		TaskNumber task = open();
		Viewer colleague = this.world.somebody(Role.ENGINEER);
		change(task, TaskEdit.status(1, TaskStatus.CONFIRMED));
		assertThatExceptionOfType(BadInput.class)
			.isThrownBy(() -> this.undoing.takeBack(colleague, task, 2, OnceKey.NONE));
		assertThat(this.acts.offer(colleague, task.value())).isEmpty();
		assertThatExceptionOfType(AccessDeniedException.class)
			.isThrownBy(() -> this.undoing.takeBack(this.world.mei, task, 2, OnceKey.NONE));
		this.tasks.change(colleague, task, TaskEdit.title(2, "Another title"), OnceKey.NONE);
		assertThatExceptionOfType(StaleVersion.class).isThrownBy(() -> takeBack(task, 2));
		assertThatExceptionOfType(BadInput.class).isThrownBy(() -> takeBack(task, 3));
		assertThat(this.acts.offer(this.world.lin, task.value())).isEmpty();
		assertThat(find(task).status()).isEqualTo(TaskStatus.CONFIRMED);
		assertThatExceptionOfType(NotFound.class).isThrownBy(() -> takeBack(TaskNumber.of(987_654_321), 1));
	}

	@Test
	void of_eight_who_take_it_back_at_once_one_does() throws InterruptedException {
		TaskNumber task = open();
		change(task, TaskEdit.status(1, TaskStatus.CONFIRMED));
		Callable<Boolean> undo = () -> {
			try {
				takeBack(task, 2);
				return true;
			}
			catch (StaleVersion stale) {
				return false;
			}
		};
		assertThat(World.atOnce(8, Collections.nCopies(8, undo))).containsOnlyOnce(true);
		assertThat(did(task)).containsExactly("opened", "confirmed", "undid");
	}

	private TaskNumber open() {
		return this.tasks.open(this.world.lin,
				new NewTask("It stutters", "", TaskKind.BUG, null, this.world.board, null), OnceKey.NONE);
	}

	private void change(TaskNumber task, TaskEdit edit) {
		this.tasks.change(this.world.lin, task, edit, OnceKey.NONE);
	}

	private void takeBack(TaskNumber task, long version) {
		this.undoing.takeBack(this.world.lin, task, version, OnceKey.NONE);
	}

	private Task find(TaskNumber task) {
		return this.tasks.find(task, this.world.lin);
	}

	/** All of it that is not of the change itself. */
	private Map<String, @Nullable Object> row(TaskNumber task) {
		Map<String, @Nullable Object> row = this.jdbc.sql("select * from tasks where number = ?")
			.param(task.value())
			.query()
			.singleRow();
		List.of("updated_at", "version", "touched").forEach(row::remove);
		return row;
	}

	private List<String> did(TaskNumber task) {
		return this.history.entries(task, this.world.lin).stream().map((entry) -> entry.action()).toList();
	}

}
