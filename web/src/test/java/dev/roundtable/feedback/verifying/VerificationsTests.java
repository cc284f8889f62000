package dev.roundtable.feedback.verifying;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;

import dev.roundtable.feedback.FeedbackImport;
import dev.roundtable.forum.TopicDraft;
import dev.roundtable.forum.TopicId;
import dev.roundtable.forum.TopicKind;
import dev.roundtable.forum.Topics;
import dev.roundtable.http.BadInput;
import dev.roundtable.http.NotFound;
import dev.roundtable.http.OnceKey;
import dev.roundtable.journal.Entry;
import dev.roundtable.people.Erasure;
import dev.roundtable.people.PersonalData;
import dev.roundtable.people.Role;
import dev.roundtable.people.Viewer;
import dev.roundtable.stores.StoreTest;
import dev.roundtable.stores.World;
import dev.roundtable.tasks.NewTask;
import dev.roundtable.tasks.Task;
import dev.roundtable.tasks.TaskEdit;
import dev.roundtable.tasks.TaskHistory;
import dev.roundtable.tasks.TaskKind;
import dev.roundtable.tasks.TaskNumber;
import dev.roundtable.tasks.TaskStatus;
import dev.roundtable.tasks.Tasks;
import dev.roundtable.tasks.TriedBy;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@StoreTest
class VerificationsTests {

	private static final boolean WORKS = true;

	private static final boolean BROKEN = false;

	private final Verifications verifications;

	private final TriedBy tried;

	private final Tasks tasks;

	private final TaskHistory history;

	private final Topics topics;

	private final FeedbackImport feedback;

	private final ErasedVerifications erased;

	private final VerificationsOfAPerson data;

	private final World world;

	VerificationsTests(Verifications verifications, TriedBy tried, Tasks tasks, TaskHistory history, Topics topics,
			FeedbackImport feedback, ErasedVerifications erased, VerificationsOfAPerson data, World world) {
		this.verifications = verifications;
		this.tried = tried;
		this.tasks = tasks;
		this.history = history;
		this.topics = topics;
		this.feedback = feedback;
		this.erased = erased;
		this.data = data;
		this.world = world;
	}

	@Test
	void a_person_has_one_answer_which_she_may_change_and_take_back() {
		TaskNumber task = released();
		say(this.world.jun, task, BROKEN);
		say(this.world.jun, task, WORKS);
		assertThat(this.tried.of(task, this.world.jun))
			.extracting(TriedBy.Tried::works, TriedBy.Tried::broken, TriedBy.Tried::mine)
			.containsExactly(1, 0, true);
		assertThat(this.tried.of(task, null).mine()).isNull();
		this.verifications.withdraw(this.world.jun, OnceKey.NONE, task);
		this.verifications.withdraw(this.world.jun, OnceKey.NONE, task);
		assertThat(this.tried.of(task, this.world.jun)).extracting(TriedBy.Tried::works, TriedBy.Tried::mine)
			.containsExactly(0, null);
		assertThat(acts(task)).endsWith("released", "tried-broken", "tried-works", "tried-withdrawn");
	}

	@Test
	void three_who_find_it_broken_open_it_again_and_its_history_says_so() {
		TaskNumber task = released();
		say(this.world.jun, task, BROKEN);
		say(this.world.fan(), task, BROKEN);
		assertThat(find(task).status()).isEqualTo(TaskStatus.RELEASED);
		say(this.world.fan(), task, BROKEN);
		assertThat(find(task)).extracting(Task::status, Task::fixedIn).containsExactly(TaskStatus.CONFIRMED, null);
		Entry last = this.history.entries(task, null).getLast();
		assertThat(last.action()).isEqualTo("disproved");
		assertThat(last.facts()).containsEntry("people", "3").containsEntry("build", "2.4.1");
		assertThat(last.actor()).isNull();
	}

	@Test
	void one_person_three_times_opens_nothing() {
		TaskNumber task = released();
		for (String word : List.of("one", "two", "three")) {
			this.verifications.answer(this.world.jun, OnceKey.NONE, task, new Answer(BROKEN, null, word));
		}
		assertThat(find(task).status()).isEqualTo(TaskStatus.RELEASED);
		assertThat(this.tried.of(task, null).broken()).isOne();
	}

	@Test
	void two_fans_who_find_it_working_verify_it_and_one_of_the_team_does_not() {
		TaskNumber task = released();
		say(this.world.lin, task, WORKS);
		say(this.world.somebody(Role.ENGINEER), task, WORKS);
		say(this.world.jun, task, WORKS);
		assertThat(find(task).status()).isEqualTo(TaskStatus.RELEASED);
		say(this.world.fan(), task, WORKS);
		assertThat(find(task).status()).isEqualTo(TaskStatus.VERIFIED);
		assertThat(acts(task)).endsWith("proved");
	}

	@Test
	void she_who_reported_it_verifies_it_alone() {
		TaskNumber task = released();
		say(this.world.mei, task, WORKS);
		assertThat(find(task).status()).isEqualTo(TaskStatus.VERIFIED);
		assertThat(find(task).fixedIn()).isEqualTo("2.4.1");
	}

	@Test
	void while_as_many_find_it_broken_nobody_calls_it_verified() {
		TaskNumber task = released();
		say(this.world.jun, task, BROKEN);
		say(this.world.mei, task, WORKS);
		assertThat(find(task).status()).isEqualTo(TaskStatus.RELEASED);
	}

	@Test
	void verified_by_two_and_refuted_by_three_it_is_open_again() {
		TaskNumber task = released();
		say(this.world.fan(), task, WORKS);
		say(this.world.fan(), task, WORKS);
		assertThat(find(task).status()).isEqualTo(TaskStatus.VERIFIED);
		for (int i = 0; i < 3; i++) {
			say(this.world.fan(), task, BROKEN);
		}
		assertThat(find(task).status()).isEqualTo(TaskStatus.CONFIRMED);
	}

	@Test
	void what_was_said_before_it_was_opened_again_does_not_count_for_the_next_release() {
		TaskNumber task = released();
		say(this.world.jun, task, BROKEN);
		say(this.world.fan(), task, BROKEN);
		say(this.world.fan(), task, BROKEN);
		change(task, TaskEdit.fixed(version(task), "2.4.2"));
		change(task, TaskEdit.released(version(task), null));
		assertThat(this.tried.of(task, this.world.jun)).extracting(TriedBy.Tried::broken, TriedBy.Tried::mine)
			.containsExactly(0, null);
		say(this.world.fan(), task, BROKEN);
		assertThat(find(task).status()).isEqualTo(TaskStatus.RELEASED);
		say(this.world.jun, task, BROKEN);
		say(this.world.fan(), task, BROKEN);
		assertThat(find(task).status()).isEqualTo(TaskStatus.CONFIRMED);
	}

	@Test
	void of_eight_at_once_who_find_it_broken_the_third_opens_it_once() throws InterruptedException {
		TaskNumber task = released();
		List<Callable<Boolean>> answers = new ArrayList<>();
		for (int i = 0; i < 8; i++) {
			Viewer fan = this.world.fan();
			answers.add(() -> {
				try {
					say(fan, task, BROKEN);
					return true;
				}
				catch (BadInput tooLate) {
					assertThat(tooLate).hasMessage("verify.not-out");
					return false;
				}
			});
		}
		assertThat(World.atOnce(8, answers).stream().filter(Boolean::booleanValue)).hasSize(3);
		assertThat(acts(task)).containsOnlyOnce("disproved");
	}

	@Test
	void what_nobody_has_yet_cannot_be_tried() {
		TaskNumber task = reported();
		assertThatExceptionOfType(BadInput.class).isThrownBy(() -> say(this.world.mei, task, WORKS))
			.withMessage("verify.not-out");
		change(task, TaskEdit.fixed(version(task), "2.4.1"));
		assertThatExceptionOfType(BadInput.class).isThrownBy(() -> say(this.world.mei, task, WORKS))
			.withMessage("verify.not-out");
		assertThatExceptionOfType(BadInput.class)
			.isThrownBy(() -> this.verifications.answer(this.world.mei, OnceKey.NONE, task, new Answer(null, null, "")))
			.withMessage("works.missing");
	}

	@Test
	void what_she_may_not_read_is_there_for_nobody_to_answer() {
		TaskNumber task = this.tasks.open(this.world.lin,
				new NewTask("Hole", "", TaskKind.BUG, null, this.world.board, "team"), OnceKey.NONE);
		change(task, TaskEdit.fixed(1, "2.4.1"));
		change(task, TaskEdit.released(2, null));
		assertThatExceptionOfType(NotFound.class).isThrownBy(() -> say(this.world.mei, task, WORKS));
		assertThatExceptionOfType(NotFound.class)
			.isThrownBy(() -> this.verifications.withdraw(this.world.mei, OnceKey.NONE, task));
	}

	@Test
	void of_a_duplicate_it_is_said_of_the_task_that_stands_for_it() {
		TaskNumber original = released();
		TaskNumber duplicate = reported();
		change(duplicate, TaskEdit.merged(version(duplicate), original.value()));
		say(this.world.jun, duplicate, WORKS);
		assertThat(this.tried.of(original, this.world.jun).mine()).isTrue();
	}

	@Test
	void the_words_that_came_with_it_are_for_the_team() {
		TaskNumber task = released();
		this.verifications.answer(this.world.jun, OnceKey.NONE, task,
				new Answer(BROKEN, "2.4.1-beta1", "Only when it is cold"));
		assertThat(this.tried.of(task, this.world.mei).words()).isEmpty();
		assertThat(this.tried.of(task, null).words()).isEmpty();
		assertThat(this.tried.of(task, this.world.lin).words()).singleElement().satisfies((word) -> {
			assertThat(word.comment()).isEqualTo("Only when it is cold");
			assertThat(word.build()).isEqualTo("2.4.1-beta1");
			assertThat(word.author()).isEqualTo(this.world.jun.name());
		});
	}

	@Test
	void what_she_said_goes_with_her_and_is_hers_to_take() throws Exception {
		TaskNumber task = released();
		this.verifications.answer(this.world.jun, OnceKey.NONE, task, new Answer(BROKEN, null, "Only in winter"));
		List<Object> packed = new ArrayList<>();
		this.data.pack(this.world.jun, new PersonalData.Archive() {
			@Override
			public void json(String file, Object value) {
				packed.add(value);
			}

			@Override
			public void text(String file, String text) {
			}

			@Override
			public void file(String file, byte[] content) {
			}
		});
		assertThat(packed).singleElement().asString().contains("Only in winter");
		this.erased.erase(new Erasure.Who(this.world.jun.id(), this.world.jun.name(), "gone", false), 0);
		assertThat(this.tried.of(task, null).broken()).isZero();
	}

	private TaskNumber reported() {
		TopicId topic = this.topics
			.post(this.world.mei, OnceKey.NONE,
					new TopicDraft(this.world.board, TopicKind.BUG, "Left ear silent", "Since 2.4.", List.of()))
			.topic();
		return Objects.requireNonNull(this.feedback.tasks(List.of(topic)).get(topic));
	}

	private TaskNumber released() {
		TaskNumber task = reported();
		change(task, TaskEdit.fixed(version(task), "2.4.1"));
		change(task, TaskEdit.released(version(task), null));
		return task;
	}

	private void say(Viewer who, TaskNumber task, boolean works) {
		this.verifications.answer(who, OnceKey.NONE, task, new Answer(works, null, null));
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

	private List<String> acts(TaskNumber task) {
		return this.history.entries(task, null).stream().map(Entry::action).toList();
	}

}
