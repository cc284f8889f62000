package dev.roundtable.tasks.reports;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

import dev.roundtable.feedback.FeedbackImport;
import dev.roundtable.forum.TopicDraft;
import dev.roundtable.forum.TopicId;
import dev.roundtable.forum.TopicKind;
import dev.roundtable.forum.Topics;
import dev.roundtable.http.BadInput;
import dev.roundtable.http.NotFound;
import dev.roundtable.http.OnceKey;
import dev.roundtable.journal.Entry;
import dev.roundtable.journal.Journal;
import dev.roundtable.people.Erasure;
import dev.roundtable.people.PersonalData;
import dev.roundtable.people.Viewer;
import dev.roundtable.stores.StoreTest;
import dev.roundtable.stores.World;
import dev.roundtable.tasks.NewTask;
import dev.roundtable.tasks.Task;
import dev.roundtable.tasks.TaskEdit;
import dev.roundtable.tasks.TaskHistory;
import dev.roundtable.tasks.TaskKind;
import dev.roundtable.tasks.TaskNumber;
import dev.roundtable.tasks.Tasks;
import dev.roundtable.tasks.reports.ReportSum.Bar;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@StoreTest
class MeTooTests {

	private final MeToo reports;

	private final ReportSums sums;

	private final Tasks tasks;

	private final TaskHistory history;

	private final Topics topics;

	private final FeedbackImport feedback;

	private final ErasedMeToo erased;

	private final MeTooOfAPerson data;

	private final Journal journal;

	private final JdbcClient jdbc;

	private final World world;

	MeTooTests(MeToo reports, ReportSums sums, Tasks tasks, TaskHistory history, Topics topics, FeedbackImport feedback,
			ErasedMeToo erased, MeTooOfAPerson data, Journal journal, JdbcClient jdbc, World world) {
		this.reports = reports;
		this.sums = sums;
		this.tasks = tasks;
		this.history = history;
		this.topics = topics;
		this.feedback = feedback;
		this.erased = erased;
		this.data = data;
		this.journal = journal;
		this.jdbc = jdbc;
		this.world = world;
	}

	@Test
	void who_has_it_too_counts_once_whatever_she_says_and_however_often() {
		TaskNumber task = reported();
		assertThat(say(this.world.jun, task, "Buds 4", "5.8.2", "often").people()).isEqualTo(2);
		assertThat(say(this.world.jun, task, "Buds 4 Pro", null, null).people()).isEqualTo(2);
		assertThat(say(this.world.mei, task, null, null, null).people()).as("she reported it").isEqualTo(2);
		assertThat(sum(task, this.world.jun).mine()).isEqualTo(new ReportSum.Mine("Buds 4 Pro", null, null));
		assertThat(sum(task, null).mine()).isNull();
		this.reports.withdraw(this.world.jun, OnceKey.NONE, task);
		this.reports.withdraw(this.world.jun, OnceKey.NONE, task);
		assertThat(find(task).people()).isOne();
		assertThat(sum(task, this.world.jun).mine()).isNull();
	}

	@Test
	void the_first_on_a_build_and_who_takes_it_back_change_what_its_topics_are_found_by() {
		TaskNumber task = reported();
		assertThat(queued(task, () -> say(this.world.jun, task, null, "5.8.2", null))).isTrue();
		assertThat(queued(task, () -> say(this.world.fan(), task, null, "5.8.2", null))).isFalse();
		assertThat(queued(task, () -> say(this.world.fan(), task, "Buds", null, null))).isFalse();
		assertThat(queued(task, () -> say(this.world.fan(), task, null, "5.9", null))).isTrue();
		assertThat(queued(task, () -> {
			this.reports.withdraw(this.world.jun, OnceKey.NONE, task);
			return true;
		})).isTrue();
	}

	private boolean queued(TaskNumber task, Supplier<?> act) {
		this.jdbc.sql("delete from index_queue").update();
		act.get();
		return this.jdbc
			.sql("select count(*) from index_queue where document in "
					+ "(select concat('topic-', topic_id) from task_topic_facts where task_number = :task)")
			.param("task", task.value())
			.query(Integer.class)
			.single() > 0;
	}

	@Test
	void what_is_said_on_a_duplicate_that_fewer_may_read_is_in_no_sum_of_what_more_may_read() {
		TaskNumber original = reported();
		TaskNumber duplicate = reported();
		say(this.world.jun, original, null, "5.8.2", null);
		say(this.world.jun, duplicate, "Canary", "5.9-canary", "always");
		change(duplicate, TaskEdit.merged(version(duplicate), original.value()));
		assertThat(sum(original, null).builds()).extracting(Bar::name).contains("5.9-canary");
		change(duplicate, TaskEdit.audience(version(duplicate), "team"));
		for (Viewer reader : new Viewer[] { null, this.world.mei, this.world.lin }) {
			assertThat(sum(original, reader).builds()).extracting(Bar::name).containsExactly("5.8.2");
			assertThat(sum(original, reader).devices()).extracting(Bar::name).doesNotContain("Canary");
			assertThat(sum(original, reader).frequencies()).isEmpty();
		}
		change(original, TaskEdit.audience(version(original), "team"));
		assertThat(sum(original, this.world.lin).builds()).extracting(Bar::name).contains("5.9-canary");
	}

	@Test
	void eight_at_once_and_one_of_them_twice_are_eight() throws InterruptedException {
		TaskNumber task = reported();
		List<Callable<Boolean>> all = new ArrayList<>();
		for (int i = 0; i < 7; i++) {
			Viewer fan = this.world.fan();
			all.add(() -> say(fan, task, null, "5.8.2", null).people() > 0);
		}
		all.add(() -> say(this.world.jun, task, null, "5.8.2", null).people() > 0);
		all.add(() -> say(this.world.jun, task, null, "5.8.2", null).people() > 0);
		World.atOnce(9, all);
		assertThat(sum(task, null).people()).isEqualTo(8);
		assertThat(sum(task, null).builds()).containsExactly(new Bar("5.8.2", 8, 100));
		assertThat(this.journal.of(Tasks.subject(task.value())).stream().map(Entry::action))
			.filteredOn("me-too"::equals)
			.hasSize(8);
	}

	@Test
	void of_a_duplicate_it_is_said_of_the_task_that_stands_for_it_and_all_are_summed_up_once() {
		TaskNumber original = reported();
		TaskNumber duplicate = reported();
		say(this.world.jun, duplicate, "Buds", "5.8.1", null);
		assertThat(say(this.world.jun, original, "buds", "5.8.2", null).people()).isEqualTo(2);
		say(this.world.fan(), duplicate, "Case", null, "always");
		change(duplicate, TaskEdit.merged(version(duplicate), original.value()));
		assertThat(find(original).people()).as("Mei, Jun and a fan").isEqualTo(3);
		assertThat(sum(original, null).people()).isEqualTo(2);
		Viewer late = this.world.fan();
		assertThat(say(late, duplicate, "BUDS", "v5.8.2", "once").task()).isEqualTo(original);
		assertThat(sum(original, null).builds()).extracting(Bar::people).containsExactly(2);
		assertThat(sum(original, null).devices()).extracting(Bar::people).containsExactly(2, 1);
		assertThat(sum(original, null).frequencies()).extracting(Bar::name).containsExactly("ALWAYS", "ONCE");
		say(this.world.jun, original, "Buds", "5.8.3", null);
		this.tasks.unmerge(this.world.lin, duplicate, version(duplicate), OnceKey.NONE);
		assertThat(sum(duplicate, null).builds()).extracting(Bar::name)
			.as("what she said is said of both")
			.containsExactly("5.8.3");
	}

	@Test
	void eight_builds_have_a_bar_and_all_others_one() {
		TaskNumber task = reported();
		for (int i = 1; i <= 10; i++) {
			say(this.world.fan(), task, null, "5." + i, null);
		}
		say(this.world.fan(), task, null, "5.10", null);
		List<Bar> builds = sum(task, null).builds();
		assertThat(builds).hasSize(9);
		assertThat(builds.getFirst()).isEqualTo(new Bar("5.10", 2, 100));
		assertThat(builds.getLast()).isEqualTo(new Bar("", 2, 100));
		assertThat(builds.get(1).percent()).isEqualTo(50);
	}

	@Test
	void what_is_closed_is_not_joined_and_what_is_fixed_says_in_which_build_where_that_helps() {
		TaskNumber task = reported();
		change(task, TaskEdit.fixed(version(task), "5.8.9"));
		assertThat(say(this.world.jun, task, null, "5.8.2", null).fixedIn()).isEqualTo("5.8.9");
		assertThat(say(this.world.jun, task, null, null, null).fixedIn()).isEqualTo("5.8.9");
		assertThat(say(this.world.jun, task, null, "5.8.10", null).fixedIn()).isNull();
		assertThat(find(task).people()).isEqualTo(2);
		TaskNumber declined = reported();
		change(declined, TaskEdit.declined(version(declined), "As it should be"));
		assertThatExceptionOfType(BadInput.class).isThrownBy(() -> say(this.world.jun, declined, null, null, null))
			.withMessage("me-too.declined");
		assertThat(find(declined).people()).isOne();
	}

	@Test
	void what_is_no_build_or_no_frequency_is_refused_on_its_field() {
		TaskNumber task = reported();
		assertThatExceptionOfType(BadInput.class).isThrownBy(() -> say(this.world.jun, task, null, "<b>", null))
			.matches((bad) -> bad.field().equals("build"));
		assertThatExceptionOfType(BadInput.class).isThrownBy(() -> say(this.world.jun, task, null, null, "daily"))
			.matches((bad) -> bad.field().equals("frequency"));
		assertThatExceptionOfType(BadInput.class)
			.isThrownBy(() -> say(this.world.jun, task, "x".repeat(61), null, null))
			.matches((bad) -> bad.field().equals("device"));
	}

	@Test
	void what_she_may_not_read_is_there_for_nobody_to_join() {
		TaskNumber task = this.tasks.open(this.world.lin,
				new NewTask("Hole", "", TaskKind.BUG, null, this.world.board, "team"), OnceKey.NONE);
		assertThatExceptionOfType(NotFound.class).isThrownBy(() -> say(this.world.mei, task, null, null, null));
		assertThatExceptionOfType(NotFound.class)
			.isThrownBy(() -> this.reports.withdraw(this.world.mei, OnceKey.NONE, task));
	}

	@Test
	void what_her_topic_names_is_what_she_says_of_its_task() {
		TaskNumber task = posted(TopicKind.BUG, "Buds 4", "5.8.2", "sometimes");
		assertThat(sum(task, this.world.mei).mine()).isEqualTo(new ReportSum.Mine("Buds 4", "5.8.2", "SOMETIMES"));
		assertThat(find(task).people()).isOne();
		assertThat(sum(posted(TopicKind.IDEA, "Buds 4", "5.8.2", null), this.world.mei).mine()).isNull();
		assertThatExceptionOfType(BadInput.class).isThrownBy(() -> posted(TopicKind.BUG, null, "<b>", null))
			.matches((bad) -> bad.field().equals("build"));
	}

	@Test
	void what_came_with_a_topic_that_is_hidden_is_not_counted_until_it_is_shown_again() {
		TaskNumber task = posted(TopicKind.BUG, "Buds 4", "5.8.2", null);
		TopicId topic = TopicId.of(this.jdbc.sql("select topic_id from task_reports where task_number = ?")
			.param(task.value())
			.query(Long.class)
			.single());
		this.reports.hold(topic.value(), true);
		assertThat(sum(task, null).people()).isZero();
		this.reports.hold(topic.value(), false);
		assertThat(sum(task, null).people()).isOne();
	}

	@Test
	void what_its_author_says_anew_makes_the_page_of_her_topic_anew_and_what_others_say_does_not() {
		TaskNumber task = posted(TopicKind.BUG, "Buds 4", "5.8.2", null);
		long topic = this.jdbc.sql("select topic_id from task_reports where task_number = ?")
			.param(task.value())
			.query(Long.class)
			.single();
		long posted = topicVersion(topic);
		forgetQueue();
		say(this.world.jun, task, "Buds 4", "5.8.3", null);
		assertThat(topicVersion(topic)).isEqualTo(posted);
		assertThat(queued()).contains("task-" + task.value());
		forgetQueue();
		say(this.world.mei, task, "Buds 5", "5.8.3", null);
		long changed = topicVersion(topic);
		assertThat(changed).isGreaterThan(posted);
		assertThat(queued()).contains("task-" + task.value(), "topic-" + topic);
		this.reports.withdraw(this.world.mei, OnceKey.NONE, task);
		assertThat(topicVersion(topic)).isGreaterThan(changed);
	}

	private long topicVersion(long topic) {
		return this.jdbc.sql("select version from topics where id = ?").param(topic).query(Long.class).single();
	}

	private void forgetQueue() {
		this.jdbc.sql("delete from index_queue").update();
	}

	private List<String> queued() {
		return this.jdbc.sql("select document from index_queue").query(String.class).list();
	}

	@Test
	void its_history_stays_readable_however_many_have_it() {
		TaskNumber task = reported();
		say(this.world.jun, task, null, null, null);
		assertThat(this.history.entries(task, null)).noneMatch((entry) -> entry.action().equals("me-too"));
	}

	@Test
	void what_she_called_hers_goes_with_her_and_is_hers_to_take() throws Exception {
		TaskNumber task = reported();
		say(this.world.jun, task, "The buds of Jun", "5.8.2", null);
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
		assertThat(packed).singleElement().asString().contains("The buds of Jun");
		this.erased.erase(new Erasure.Who(this.world.jun.id(), this.world.jun.name(), "gone", false), 0);
		assertThat(sum(task, null).devices()).isEmpty();
		assertThat(sum(task, null).people()).as("she still counts").isOne();
	}

	private TaskNumber reported() {
		return posted(TopicKind.BUG, null, null, null);
	}

	private TaskNumber posted(TopicKind kind, @Nullable String device, @Nullable String build,
			@Nullable String frequency) {
		TopicId topic = this.topics
			.post(this.world.mei, OnceKey.NONE,
					new TopicDraft(this.world.board, kind, "Left ear silent", "Since 2.4.", List.of(), device, build,
							frequency))
			.topic();
		return Objects.requireNonNull(this.feedback.tasks(List.of(topic)).get(topic));
	}

	private MeToo.Joined say(Viewer who, TaskNumber task, @Nullable String device, @Nullable String build,
			@Nullable String often) {
		return this.reports.join(who, OnceKey.NONE, task, new Report(device, build, often));
	}

	private ReportSum sum(TaskNumber task, @Nullable Viewer viewer) {
		return this.sums.of(task, viewer);
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

}
