package dev.roundtable.tasks.bulk;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import dev.roundtable.http.BadInput;
import dev.roundtable.http.OnceKey;
import dev.roundtable.stores.StoreTest;
import dev.roundtable.stores.World;
import dev.roundtable.tasks.NewTask;
import dev.roundtable.tasks.Severity;
import dev.roundtable.tasks.TaskEdit;
import dev.roundtable.tasks.TaskKind;
import dev.roundtable.tasks.TaskNumber;
import dev.roundtable.tasks.TaskStatus;
import dev.roundtable.tasks.Tasks;
import dev.roundtable.tasks.bulk.BulkEdits.Outcome;
import dev.roundtable.tasks.bulk.BulkEdits.Row;
import org.junit.jupiter.api.Test;

import org.springframework.security.access.AccessDeniedException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@StoreTest
class BulkEditsTests {

	private static final TaskEdit CONFIRMED = new TaskEdit(null, TaskStatus.CONFIRMED, null, Severity.MAJOR, null, null,
			null, null, null, null, null, null);

	private final BulkEdits edits;

	private final Tasks tasks;

	private final World world;

	BulkEditsTests(BulkEdits edits, Tasks tasks, World world) {
		this.edits = edits;
		this.tasks = tasks;
		this.world = world;
	}

	@Test
	void of_fifty_of_which_three_were_changed_meanwhile_the_others_are_done() {
		List<Row> rows = rows(50);
		for (int stale : new int[] { 3, 20, 49 }) {
			this.tasks.change(this.world.lin, TaskNumber.of(number(rows, stale)), TaskEdit.title(1, "Other words"));
		}
		List<Outcome> outcomes = change(rows, CONFIRMED);
		assertThat(outcomes).extracting(Outcome::number).isEqualTo(rows.stream().map(Row::number).toList());
		assertThat(outcomes.stream().filter(Outcome::done)).hasSize(47);
		assertThat(outcomes.stream().filter((one) -> !one.done()))
			.extracting(Outcome::number, Outcome::reason, Outcome::current)
			.containsExactly(tuple(rows, 3), tuple(rows, 20), tuple(rows, 49));
		assertThat(status(rows, 0)).isEqualTo(TaskStatus.CONFIRMED);
		assertThat(status(rows, 3)).isEqualTo(TaskStatus.NEW);
	}

	@Test
	void what_one_task_refuses_is_said_of_that_one() {
		List<Row> rows = rows(3);
		this.tasks.change(this.world.lin, TaskNumber.of(number(rows, 1)), TaskEdit.fixed(1, "5.8.9"));
		List<Row> seen = List.of(rows.get(0), new Row(number(rows, 1), 2L), new Row(999_999_999L, 1L), rows.get(2));
		assertThat(change(seen, CONFIRMED)).extracting(Outcome::done).containsExactly(true, false, false, true);
		assertThat(change(seen, CONFIRMED)).extracting(Outcome::reason)
			.containsExactly("stale", "status", "missing", "stale");
	}

	@Test
	void a_task_named_twice_is_changed_once() {
		List<Row> rows = rows(1);
		assertThat(change(List.of(rows.getFirst(), rows.getFirst()), CONFIRMED)).singleElement().matches(Outcome::done);
	}

	@Test
	void nothing_too_much_and_nobody_in_particular_are_refused() {
		List<Row> rows = rows(1);
		refused("tasks", List.of(), CONFIRMED);
		refused("tasks", Collections.nCopies(BulkEdits.MOST + 1, rows.getFirst()), CONFIRMED);
		refused("tasks", List.of(new Row(number(rows, 0), null)), CONFIRMED);
		refused("set", rows, new TaskEdit(null, null, null, null, null, null, null, null, null, null, null, null));
		refused("set", rows, TaskEdit.status(1, TaskStatus.CONFIRMED));
		assertThatExceptionOfType(AccessDeniedException.class)
			.isThrownBy(() -> this.edits.change(this.world.mei, rows, CONFIRMED, OnceKey.NONE));
		assertThat(status(rows, 0)).isEqualTo(TaskStatus.NEW);
	}

	private void refused(String field, List<Row> rows, TaskEdit edit) {
		assertThatExceptionOfType(BadInput.class).isThrownBy(() -> change(rows, edit))
			.matches((bad) -> bad.field().equals(field), field);
	}

	private List<Outcome> change(List<Row> rows, TaskEdit edit) {
		return this.edits.change(this.world.lin, rows, edit, OnceKey.NONE);
	}

	private List<Row> rows(int count) {
		List<Row> rows = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			rows.add(new Row(this.tasks
				.open(this.world.lin, NewTask.of(TaskKind.BUG, "Task " + i, "", this.world.board), OnceKey.NONE)
				.value(), 1L));
		}
		return rows;
	}

	private static org.assertj.core.groups.Tuple tuple(List<Row> rows, int place) {
		return org.assertj.core.api.Assertions.tuple(rows.get(place).number(), "stale", 2L);
	}

	private static long number(List<Row> rows, int place) {
		return java.util.Objects.requireNonNull(rows.get(place).number());
	}

	private TaskStatus status(List<Row> rows, int place) {
		return this.tasks.find(TaskNumber.of(number(rows, place)), this.world.lin).status();
	}

}
