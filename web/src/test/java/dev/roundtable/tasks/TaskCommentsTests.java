package dev.roundtable.tasks;

import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;

import dev.roundtable.http.NotFound;
import dev.roundtable.http.OnceKey;
import dev.roundtable.http.StaleVersion;
import dev.roundtable.people.Role;
import dev.roundtable.people.Viewer;
import dev.roundtable.stores.StoreTest;
import dev.roundtable.stores.World;
import dev.roundtable.tasks.TaskComments.Comment;
import org.junit.jupiter.api.Test;

import org.springframework.security.access.AccessDeniedException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@StoreTest
class TaskCommentsTests {

	private final Tasks tasks;

	private final TaskComments comments;

	private final TaskHistory history;

	private final World world;

	TaskCommentsTests(Tasks tasks, TaskComments comments, TaskHistory history, World world) {
		this.tasks = tasks;
		this.comments = comments;
		this.history = history;
		this.world = world;
	}

	@Test
	void internal_comments_never_reach_fans() {
		TaskNumber task = open("everyone");
		this.comments.write(this.world.lin, task, "the vendor is to blame", true);
		this.comments.write(this.world.lin, task, "we are on it", false);
		for (List<Comment> read : List.of(this.comments.of(task, null), this.comments.of(task, this.world.mei),
				this.comments.answers(task))) {
			assertThat(read).extracting(Comment::body).containsExactly("we are on it");
		}
		for (Role role : List.of(Role.ENGINEER, Role.PRODUCT_MANAGER, Role.MODERATOR, Role.ADMINISTRATOR)) {
			assertThat(this.comments.of(task, this.world.somebody(role))).hasSize(2);
		}
		assertThat(acts(task, this.world.mei)).containsExactly("opened", "answered");
		assertThat(acts(task, this.world.lin)).containsExactly("opened", "noted", "answered");
	}

	@Test
	void a_fan_writes_in_neither_lane_and_nobody_on_what_she_may_not_see() {
		TaskNumber task = open("everyone");
		for (boolean internal : new boolean[] { true, false }) {
			assertThatExceptionOfType(AccessDeniedException.class)
				.isThrownBy(() -> this.comments.write(this.world.mei, task, "me too", internal));
		}
		TaskNumber hidden = open("team");
		long id = this.comments.write(this.world.lin, hidden, "secret", false);
		assertThatExceptionOfType(NotFound.class)
			.isThrownBy(() -> this.comments.correct(this.world.mei, hidden, id, 1, "seen", OnceKey.NONE));
	}

	@Test
	void an_answer_is_corrected_by_who_wrote_it_and_by_moderators_and_says_so() {
		TaskNumber task = open("everyone");
		long id = this.comments.write(this.world.lin, task, "fixed in 2.4", false);
		Viewer other = this.world.somebody(Role.ENGINEER);
		assertThatExceptionOfType(AccessDeniedException.class)
			.isThrownBy(() -> this.comments.correct(other, task, id, 1, "mine", OnceKey.NONE));
		this.comments.correct(this.world.lin, task, id, 1, "fixed in **2.5**", OnceKey.NONE);
		assertThat(this.comments.of(task, null)).singleElement().satisfies((answer) -> {
			assertThat(answer.html()).contains("<strong>2.5</strong>");
			assertThat(answer.corrected()).isNotNull();
			assertThat(answer.correctedByOther()).isFalse();
		});
		Viewer moderator = this.world.somebody(Role.MODERATOR);
		assertThatExceptionOfType(StaleVersion.class)
			.isThrownBy(() -> this.comments.correct(moderator, task, id, 1, "late", OnceKey.NONE));
		this.comments.correct(moderator, task, id, 2, "fixed", OnceKey.NONE);
		assertThat(this.comments.of(task, null).getFirst().corrector()).isEqualTo(moderator.name());
		assertThat(acts(task, null)).containsExactly("opened", "answered", "corrected-answer", "corrected-answer");
	}

	@Test
	void a_withdrawn_answer_is_read_by_nobody() {
		TaskNumber task = open("everyone");
		long answer = this.comments.write(this.world.lin, task, "wrong task", false);
		long note = this.comments.write(this.world.lin, task, "wrong note", true);
		this.comments.withdraw(this.world.lin, task, answer, 1, OnceKey.NONE);
		this.comments.withdraw(this.world.lin, task, note, 1, OnceKey.NONE);
		assertThat(this.comments.of(task, this.world.lin)).isEmpty();
		assertThatExceptionOfType(NotFound.class)
			.isThrownBy(() -> this.comments.withdraw(this.world.lin, task, answer, 1, OnceKey.NONE));
		assertThat(acts(task, null)).containsExactly("opened", "answered", "withdrew-answer");
	}

	@Test
	void of_four_corrections_at_once_one_wins() throws InterruptedException {
		TaskNumber task = open("everyone");
		long id = this.comments.write(this.world.lin, task, "soon", false);
		Callable<Boolean> correct = () -> {
			try {
				this.comments.correct(this.world.lin, task, id, 1, "later", OnceKey.NONE);
				return true;
			}
			catch (StaleVersion stale) {
				return false;
			}
		};
		assertThat(World.atOnce(4, Collections.nCopies(4, correct))).containsOnlyOnce(true);
	}

	private List<String> acts(TaskNumber task, @org.jspecify.annotations.Nullable Viewer viewer) {
		return this.history.entries(task, viewer).stream().map((entry) -> entry.action()).toList();
	}

	private TaskNumber open(String audience) {
		return this.tasks.open(this.world.lin,
				new NewTask("The screen flickers", "", TaskKind.BUG, null, this.world.board, audience), OnceKey.NONE);
	}

}
