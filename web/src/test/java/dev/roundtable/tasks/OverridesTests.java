package dev.roundtable.tasks;

import java.util.List;

import dev.roundtable.forum.TopicDraft;
import dev.roundtable.forum.TopicId;
import dev.roundtable.forum.TopicKind;
import dev.roundtable.forum.Topics;
import dev.roundtable.forum.Votes;
import dev.roundtable.http.BadInput;
import dev.roundtable.http.NotFound;
import dev.roundtable.http.OnceKey;
import dev.roundtable.journal.Entry;
import dev.roundtable.stores.StoreTest;
import dev.roundtable.stores.World;
import dev.roundtable.tasks.Overrides.Weight;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.security.access.AccessDeniedException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

@StoreTest
class OverridesTests {

	private final Overrides overrides;

	private final Tasks tasks;

	private final TaskRules rules;

	private final TaskHistory history;

	private final Topics topics;

	private final Votes votes;

	private final World world;

	OverridesTests(Overrides overrides, Tasks tasks, TaskRules rules, TaskHistory history, Topics topics, Votes votes,
			World world) {
		this.overrides = overrides;
		this.tasks = tasks;
		this.rules = rules;
		this.history = history;
		this.topics = topics;
		this.votes = votes;
		this.world = world;
	}

	@Test
	void points_come_on_top_of_the_score_with_a_reason_and_go_without_a_trace() {
		TaskNumber task = task();
		double before = find(task).standing();
		set(task, 20, "A promise to the press");
		assertThat(find(task)).extracting(Task::points, Task::pointsReason)
			.containsExactly(20, "A promise to the press");
		assertThat(find(task).standing()).isCloseTo(before + 20, within(0.001));
		set(task, -5, "The press has forgotten");
		assertThat(find(task).standing()).isCloseTo(before - 5, within(0.001));
		this.overrides.takeBack(this.world.lin, task, OnceKey.NONE);
		this.overrides.takeBack(this.world.lin, task, OnceKey.NONE);
		assertThat(find(task)).extracting(Task::points, Task::pointsReason).containsExactly(0, null);
		assertThat(find(task).standing()).isCloseTo(before, within(0.001));
		assertThat(this.history.entries(task, null)).extracting(Entry::action)
			.endsWith("weighted", "weighted", "unweighted");
		assertThat(this.history.entries(task, null).get(2).facts()).containsEntry("from", "+20")
			.containsEntry("to", "-5")
			.containsEntry("reason", "The press has forgotten");
	}

	@Test
	void a_vote_and_a_severity_that_come_later_count_beside_the_points() {
		TopicId topic = this.topics
			.post(this.world.mei, OnceKey.NONE,
					new TopicDraft(this.world.board, TopicKind.IDEA, "Louder", "Please", List.of()))
			.topic();
		TaskNumber task = this.rules.from(new Origin.FromTopic(topic.value())).orElseThrow();
		set(task, 50, "Ours");
		this.votes.cast(this.world.jun, OnceKey.NONE, topic);
		await().untilAsserted(() -> assertThat(find(task).votes()).isOne());
		assertThat(find(task).standing()).isCloseTo(reported(task) + 50, within(0.001));
		this.tasks.change(this.world.lin, task, TaskEdit.severity(find(task).version(), Severity.CRITICAL));
		assertThat(find(task).standing()).isCloseTo(reported(task) + 50, within(0.001));
	}

	@Test
	void an_engineers_edit_is_not_stale_because_of_points() {
		TaskNumber task = task();
		long version = find(task).version();
		set(task, 1, "A little");
		this.tasks.change(this.world.lin, task, TaskEdit.title(version, "Another title"));
		assertThat(find(task)).extracting(Task::title, Task::points).containsExactly("Another title", 1);
	}

	@Test
	void too_many_points_none_and_points_without_a_reason_are_refused() {
		TaskNumber task = task();
		for (int points : new int[] { 0, 101, -101 }) {
			refused(task, points, "Why", "points");
		}
		refused(task, null, "Why", "points");
		refused(task, 7, " ", "reason");
		refused(task, 7, null, "reason");
		assertThat(find(task).points()).isZero();
	}

	@Test
	void fans_have_no_points_to_give_and_what_is_not_there_takes_none() {
		TaskNumber task = task();
		assertThatExceptionOfType(AccessDeniedException.class)
			.isThrownBy(() -> this.overrides.set(this.world.mei, task, new Weight(9, "Mine"), OnceKey.NONE));
		assertThatExceptionOfType(AccessDeniedException.class)
			.isThrownBy(() -> this.overrides.takeBack(this.world.mei, task, OnceKey.NONE));
		assertThatExceptionOfType(NotFound.class).isThrownBy(() -> set(TaskNumber.of(987654321), 9, "Nothing"));
	}

	private void refused(TaskNumber task, @Nullable Integer points, @Nullable String reason, String field) {
		assertThatExceptionOfType(BadInput.class)
			.isThrownBy(() -> this.overrides.set(this.world.lin, task, new Weight(points, reason), OnceKey.NONE))
			.extracting(BadInput::field)
			.isEqualTo(field);
	}

	private double reported(TaskNumber number) {
		Task task = find(number);
		return TaskRank.standing(task.people(), task.votes(), task.severity(), task.regression(),
				task.createdAt().toInstant());
	}

	private void set(TaskNumber task, int points, String reason) {
		this.overrides.set(this.world.lin, task, new Weight(points, reason), OnceKey.NONE);
	}

	private TaskNumber task() {
		return this.tasks.open(this.world.lin, new NewTask("It hums", "", TaskKind.BUG, null, "", null), OnceKey.NONE);
	}

	private Task find(TaskNumber task) {
		return this.tasks.find(task, null);
	}

}
