package dev.roundtable.tasks;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;

import dev.roundtable.http.BadInput;
import dev.roundtable.http.OnceKey;
import dev.roundtable.http.StaleVersion;
import dev.roundtable.stores.StoreTest;
import dev.roundtable.stores.World;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Merging, and taking back, at depth. */
@StoreTest
class MergesTests {

	private final Tasks tasks;

	private final Merges merges;

	private final TaskHistory history;

	private final World world;

	MergesTests(Tasks tasks, Merges merges, TaskHistory history, World world) {
		this.tasks = tasks;
		this.merges = merges;
		this.history = history;
		this.world = world;
	}

	@Test
	void a_merge_of_a_merge_is_taken_back_without_loss() {
		TaskNumber one = open("everyone");
		TaskNumber two = open("everyone");
		TaskNumber three = open("everyone");
		TaskNumber four = open("everyone");
		change(two, TaskEdit.status(version(two), TaskStatus.PLANNED));
		merge(one, two);
		merge(two, three);
		merge(four, two);
		assertThat(List.of(root(one), root(two), root(four))).containsOnly(three.value());
		assertThat(this.merges.family(three.value())).hasSize(4);

		this.tasks.unmerge(this.world.lin, two, version(two), OnceKey.NONE);
		assertThat(find(two).status()).isEqualTo(TaskStatus.PLANNED);
		assertThat(List.of(root(one), root(four))).containsOnly(two.value());
		assertThat(root(two)).isNull();
		assertThat(this.merges.family(three.value())).containsExactly(three.value());

		this.tasks.unmerge(this.world.lin, one, version(one), OnceKey.NONE);
		assertThat(find(one)).extracting(Task::status, Task::duplicateOf).containsExactly(TaskStatus.NEW, null);
		assertThat(root(four)).isEqualTo(two.value());
		assertThatExceptionOfType(BadInput.class)
			.isThrownBy(() -> this.tasks.unmerge(this.world.lin, one, version(one), OnceKey.NONE));
	}

	@Test
	void a_duplicate_is_moved_to_another_original_and_keeps_where_it_came_from() {
		TaskNumber one = open("everyone");
		TaskNumber two = open("everyone");
		TaskNumber three = open("everyone");
		change(one, TaskEdit.status(version(one), TaskStatus.CONFIRMED));
		merge(one, two);
		merge(one, three);
		assertThat(root(one)).isEqualTo(three.value());
		this.tasks.unmerge(this.world.lin, one, version(one), OnceKey.NONE);
		assertThat(find(one).status()).isEqualTo(TaskStatus.CONFIRMED);
	}

	@Test
	void nothing_is_merged_into_itself_or_what_hangs_below_it() {
		TaskNumber one = open("everyone");
		TaskNumber two = open("everyone");
		merge(one, two);
		for (TaskNumber into : List.of(one, two)) {
			assertThatExceptionOfType(BadInput.class).isThrownBy(() -> merge(two, into))
				.matches((bad) -> bad.field().equals("duplicateOf"));
		}
		assertThat(root(two)).isNull();
	}

	@Test
	void a_merge_with_what_is_the_teams_tells_fans_nothing_of_that() {
		TaskNumber open = open("everyone");
		TaskNumber secret = open("team");
		merge(open, secret);
		assertThat(this.tasks.find(open, this.world.mei).original()).isNull();
		assertThat(this.tasks.find(open, this.world.lin).original()).isEqualTo(secret.value());
		assertThat(acts(open, false)).containsExactly("opened");
		assertThat(acts(open, true)).containsExactly("opened", "merged");
		this.tasks.unmerge(this.world.lin, open, version(open), OnceKey.NONE);
		merge(secret, open);
		assertThat(acts(open, false)).containsExactly("opened");
		assertThat(acts(open, true)).containsExactly("opened", "merged", "unmerged", "took-in");
	}

	@Test
	void of_six_merges_in_a_circle_at_once_each_is_done_or_told_why_not() throws InterruptedException {
		List<TaskNumber> circle = new ArrayList<>();
		for (int i = 0; i < 6; i++) {
			circle.add(open("everyone"));
		}
		List<Callable<String>> merges = new ArrayList<>();
		for (int i = 0; i < 6; i++) {
			TaskNumber child = circle.get(i);
			TaskNumber parent = circle.get((i + 1) % 6);
			merges.add(() -> {
				try {
					change(child, TaskEdit.merged(1, parent.value()));
					return "done";
				}
				catch (BadInput | StaleVersion told) {
					return "told";
				}
			});
		}
		for (int round = 0; round < 5; round++) {
			List<String> answers = World.atOnce(6, merges);
			if (round == 0) {
				assertThat(answers).contains("done");
			}
		}
		List<TaskNumber> roots = circle.stream().filter((task) -> root(task) == null).toList();
		assertThat(roots).isNotEmpty();
		assertThat(circle.stream().map(this::root).filter(Objects::nonNull)).as("each tree names its root")
			.allMatch((root) -> roots.contains(TaskNumber.of(Objects.requireNonNull(root))));
	}

	private List<String> acts(TaskNumber task, boolean team) {
		return this.history.entries(task, team ? this.world.lin : this.world.mei)
			.stream()
			.map((entry) -> entry.action())
			.toList();
	}

	private void merge(TaskNumber child, TaskNumber parent) {
		change(child, TaskEdit.merged(version(child), parent.value()));
	}

	private void change(TaskNumber task, TaskEdit edit) {
		this.tasks.change(this.world.lin, task, edit);
	}

	private Task find(TaskNumber task) {
		return this.tasks.find(task, this.world.lin);
	}

	private long version(TaskNumber task) {
		return find(task).version();
	}

	private @Nullable Long root(TaskNumber task) {
		return find(task).duplicateOf();
	}

	private TaskNumber open(String audience) {
		return this.tasks.open(this.world.lin,
				new NewTask("The screen flickers", "", TaskKind.BUG, null, this.world.board, audience), OnceKey.NONE);
	}

}
