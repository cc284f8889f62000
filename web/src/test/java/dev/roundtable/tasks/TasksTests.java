package dev.roundtable.tasks;

import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;

import dev.roundtable.http.BadInput;
import dev.roundtable.http.StaleVersion;
import dev.roundtable.people.Role;
import dev.roundtable.people.Viewer;
import dev.roundtable.stores.StoreTest;
import dev.roundtable.stores.World;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@StoreTest
class TasksTests {

	private final Tasks tasks;

	private final TaskComments comments;

	private final TaskHistory history;

	private final Fairness fairness;

	private final World world;

	TasksTests(Tasks tasks, TaskComments comments, TaskHistory history, Fairness fairness, World world) {
		this.tasks = tasks;
		this.comments = comments;
		this.history = history;
		this.fairness = fairness;
		this.world = world;
	}

	@Test
	void a_stale_edit_is_refused() {
		TaskNumber task = open();
		this.tasks.change(this.world.lin, task, TaskEdit.status(1, TaskStatus.CONFIRMED));
		assertThatExceptionOfType(StaleVersion.class)
			.isThrownBy(() -> this.tasks.change(this.world.lin, task, TaskEdit.status(1, TaskStatus.PLANNED)))
			.matches((stale) -> stale.current() == 2);
		assertThat(this.tasks.find(task).status()).isEqualTo(TaskStatus.CONFIRMED);
	}

	@Test
	void of_eight_edits_at_once_one_wins() throws InterruptedException {
		TaskNumber task = open();
		Callable<Boolean> edit = () -> {
			try {
				this.tasks.change(this.world.lin, task, TaskEdit.assignee(1, this.world.lin.name()));
				return true;
			}
			catch (StaleVersion stale) {
				return false;
			}
		};
		assertThat(World.atOnce(8, Collections.nCopies(8, edit))).containsOnlyOnce(true);
		assertThat(this.history.of(task)).hasSize(1);
	}

	@Test
	void a_status_that_cannot_follow_is_refused() {
		TaskNumber task = open();
		assertThatExceptionOfType(BadInput.class)
			.isThrownBy(() -> this.tasks.change(this.world.lin, task, TaskEdit.status(1, TaskStatus.VERIFIED)))
			.matches((bad) -> bad.field().equals("status"));
	}

	@Test
	void a_fix_names_its_build_and_a_no_its_reason() {
		TaskNumber task = open();
		assertThatExceptionOfType(BadInput.class)
			.isThrownBy(() -> this.tasks.change(this.world.lin, task, TaskEdit.status(1, TaskStatus.FIXED)))
			.matches((bad) -> bad.field().equals("fixedIn"));
		assertThatExceptionOfType(BadInput.class)
			.isThrownBy(() -> this.tasks.change(this.world.lin, task, TaskEdit.status(1, TaskStatus.DECLINED)))
			.matches((bad) -> bad.field().equals("reason"));
		this.tasks.change(this.world.lin, task,
				new TaskEdit(1, TaskStatus.FIXED, null, null, null, null, null, "2.4.1", null, null));
		assertThat(this.tasks.find(task).fixedIn()).isEqualTo("2.4.1");
	}

	@Test
	void only_the_team_is_assigned() {
		TaskNumber task = open();
		Viewer fan = this.world.somebody(Role.FAN);
		assertThatExceptionOfType(BadInput.class)
			.isThrownBy(() -> this.tasks.change(this.world.lin, task, TaskEdit.assignee(1, fan.name())))
			.matches((bad) -> bad.field().equals("assignee"));
		this.tasks.change(this.world.lin, task, TaskEdit.assignee(1, this.world.lin.name()));
		assertThat(this.tasks.find(task).assignee()).isEqualTo(this.world.lin.name());
	}

	@Test
	void what_changed_and_by_whom_is_kept() {
		TaskNumber task = open();
		this.tasks.change(this.world.lin, task, TaskEdit.status(1, TaskStatus.PLANNED));
		this.tasks.change(this.world.lin, task, TaskEdit.assignee(2, this.world.lin.name()));
		assertThat(this.history.of(task))
			.extracting(TaskHistory.Change::by, TaskHistory.Change::field, TaskHistory.Change::to)
			.containsExactly(org.assertj.core.groups.Tuple.tuple(this.world.lin.name(), "status", "PLANNED"),
					org.assertj.core.groups.Tuple.tuple(this.world.lin.name(), "assignee", this.world.lin.name()));
	}

	@Test
	void internal_comments_never_reach_fans() {
		TaskNumber task = open();
		this.comments.write(this.world.lin.id(), task, "the vendor is to blame", true);
		this.comments.write(this.world.lin.id(), task, "we are on it", false);
		for (List<TaskComments.Comment> read : List.of(this.comments.of(task, null),
				this.comments.of(task, this.world.somebody(Role.FAN)), this.comments.answers(task))) {
			assertThat(read).extracting(TaskComments.Comment::body).containsExactly("we are on it");
		}
		for (Role role : List.of(Role.ENGINEER, Role.PRODUCT_MANAGER, Role.MODERATOR, Role.ADMINISTRATOR)) {
			assertThat(this.comments.of(task, this.world.somebody(role))).hasSize(2);
		}
	}

	@Test
	void fairness_counts_both_sides() {
		open();
		assertThat(this.fairness.report().team().count()).isPositive();
	}

	private TaskNumber open() {
		return this.tasks.open(this.world.lin.id(), new Origin.Native(), TaskKind.BUG, Severity.NORMAL,
				"The screen flickers", "at 30 %", this.world.board);
	}

}
