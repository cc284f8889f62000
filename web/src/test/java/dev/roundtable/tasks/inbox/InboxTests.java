package dev.roundtable.tasks.inbox;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import dev.roundtable.forum.TopicDraft;
import dev.roundtable.forum.TopicId;
import dev.roundtable.forum.TopicKind;
import dev.roundtable.forum.Topics;
import dev.roundtable.http.NotFound;
import dev.roundtable.http.OnceKey;
import dev.roundtable.people.Role;
import dev.roundtable.people.Viewer;
import dev.roundtable.stores.StoreTest;
import dev.roundtable.stores.World;
import dev.roundtable.tasks.NewTask;
import dev.roundtable.tasks.TaskComments;
import dev.roundtable.tasks.TaskEdit;
import dev.roundtable.tasks.TaskKind;
import dev.roundtable.tasks.TaskNumber;
import dev.roundtable.tasks.Tasks;
import dev.roundtable.tasks.inbox.Waiting.Reason;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.AccessDeniedException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@StoreTest
class InboxTests {

	private final Inbox inbox;

	private final Done done;

	private final Topics topics;

	private final Tasks tasks;

	private final TaskComments comments;

	private final JdbcClient jdbc;

	private final World world;

	private final Viewer lin;

	private final Viewer ada;

	InboxTests(Inbox inbox, Done done, Topics topics, Tasks tasks, TaskComments comments, JdbcClient jdbc,
			World world) {
		this.inbox = inbox;
		this.done = done;
		this.topics = topics;
		this.tasks = tasks;
		this.comments = comments;
		this.jdbc = jdbc;
		this.world = world;
		this.lin = world.lin;
		this.ada = world.somebody(Role.ENGINEER);
	}

	@Test
	void what_somebody_else_assigned_to_her_waits_and_what_she_took_herself_does_not() {
		TaskNumber given = open();
		TaskNumber taken = open();
		this.tasks.change(this.ada, given, TaskEdit.assignee(1, this.lin.name()));
		this.tasks.change(this.lin, taken, TaskEdit.assignee(1, this.lin.name()));
		assertThat(waiting()).containsExactly(given.value() + " ASSIGNED by " + this.ada.name());
		this.tasks.change(this.ada, given, TaskEdit.assignee(2, this.ada.name()));
		assertThat(waiting()).isEmpty();
	}

	@Test
	void done_with_long_before_anything_happened_is_done_with_nothing() {
		TaskNumber given = open();
		this.tasks.change(this.ada, given, TaskEdit.assignee(1, this.lin.name()));
		this.done.done(this.lin, given, Instant.MIN, OnceKey.NONE);
		assertThat(waiting()).hasSize(1);
		this.done.done(this.lin, given, Instant.MAX, OnceKey.NONE);
		assertThat(waiting()).isEmpty();
	}

	@Test
	void a_fans_reply_on_what_is_hers_waits_until_the_team_answers_there_or_on_the_forum() {
		TopicId topic = bug();
		TaskNumber task = task(topic);
		this.tasks.change(this.lin, task, TaskEdit.assignee(1, this.lin.name()));
		assertThat(waiting()).isEmpty();
		this.topics.reply(this.world.jun, OnceKey.NONE, topic, "Mine too");
		assertThat(waiting()).containsExactly(task.value() + " ANSWER by " + this.world.jun.name());
		this.comments.write(this.lin, task, "A note for us", true);
		assertThat(waiting()).hasSize(1);
		this.comments.write(this.lin, task, "We look into it", false);
		assertThat(waiting()).isEmpty();
		this.topics.reply(this.world.mei, OnceKey.NONE, topic, "And now?");
		assertThat(waiting()).containsExactly(task.value() + " ANSWER by " + this.world.mei.name());
		this.topics.reply(this.ada, OnceKey.NONE, topic, "Soon");
		assertThat(waiting()).isEmpty();
	}

	@Test
	void a_fans_reply_on_the_topic_of_a_duplicate_waits_at_the_original() {
		TopicId one = bug();
		TopicId other = bug();
		TaskNumber root = task(one);
		this.tasks.change(this.ada, task(other), TaskEdit.merged(1, root.value()));
		this.tasks.change(this.lin, root, TaskEdit.assignee(version(root), this.lin.name()));
		this.topics.reply(this.world.jun, OnceKey.NONE, other, "Mine too");
		assertThat(waiting()).containsExactly(root.value() + " ANSWER by " + this.world.jun.name());
	}

	@Test
	void a_fans_reply_waits_for_who_had_answered_there() {
		TopicId by = bug();
		TopicId on = bug();
		this.comments.write(this.lin, task(by), "Which build?", false);
		this.topics.reply(this.lin, OnceKey.NONE, on, "Which build?");
		assertThat(waiting()).isEmpty();
		this.topics.reply(this.world.mei, OnceKey.NONE, by, "5.8");
		this.topics.reply(this.world.mei, OnceKey.NONE, on, "5.9");
		String mei = " REPLIED by " + this.world.mei.name();
		assertThat(waiting()).containsExactly(task(on).value() + mei, task(by).value() + mei);
	}

	@Test
	void who_is_named_in_a_note_or_on_a_linked_topic_finds_it_until_it_is_withdrawn() {
		TaskNumber task = open();
		long note = this.comments.write(this.ada, task, "Have a look, @" + this.lin.name(), true);
		assertThat(waiting()).containsExactly(task.value() + " MENTIONED by " + this.ada.name());
		this.comments.withdraw(this.ada, task, note, 1, OnceKey.NONE);
		assertThat(waiting()).isEmpty();
		TopicId topic = bug();
		this.topics.reply(this.world.jun, OnceKey.NONE, topic, "What says @" + this.lin.name() + "?");
		Awaitility.await()
			.atMost(Duration.ofSeconds(20))
			.untilAsserted(() -> assertThat(waiting())
				.containsExactly(task(topic).value() + " MENTIONED by " + this.world.jun.name()));
	}

	@Test
	void done_is_done_until_something_new_happens_and_can_be_taken_back() {
		TopicId topic = bug();
		TaskNumber task = task(topic);
		this.tasks.change(this.lin, task, TaskEdit.assignee(1, this.lin.name()));
		this.topics.reply(this.world.jun, OnceKey.NONE, topic, "Mine too");
		Instant seen = until();
		this.topics.reply(this.world.mei, OnceKey.NONE, topic, "While she was looking");
		this.done.done(this.lin, task, seen, OnceKey.NONE);
		assertThat(waiting()).containsExactly(task.value() + " ANSWER by " + this.world.mei.name());
		this.done.done(this.lin, task, until(), OnceKey.NONE);
		assertThat(waiting()).isEmpty();
		assertThat(this.inbox.count(this.lin)).isZero();
		this.done.undo(this.lin, task, OnceKey.NONE);
		assertThat(waiting()).hasSize(1);
		this.done.done(this.lin, task, until(), OnceKey.NONE);
		this.topics.reply(this.world.jun, OnceKey.NONE, topic, "Still");
		assertThat(waiting()).hasSize(1);
		assertThat(this.inbox.count(this.lin)).isOne();
	}

	@Test
	void a_task_with_two_reasons_is_one_row() {
		TopicId topic = bug();
		TaskNumber task = task(topic);
		this.tasks.change(this.ada, task, TaskEdit.assignee(1, this.lin.name()));
		this.comments.write(this.ada, task, "@" + this.lin.name() + " please", true);
		this.topics.reply(this.world.jun, OnceKey.NONE, topic, "Mine too");
		assertThat(this.inbox.of(this.lin)).hasSize(1);
		assertThat(this.inbox.of(this.lin).getFirst().waiting()).extracting(Waiting::reason)
			.containsExactly(Reason.ANSWER, Reason.MENTIONED, Reason.ASSIGNED);
	}

	@Test
	void nobody_but_the_team_has_one_and_nobody_is_done_with_what_she_may_not_read() {
		assertThat(this.inbox.count(this.world.mei)).isNull();
		assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(() -> this.inbox.of(this.world.mei));
		assertThatExceptionOfType(AccessDeniedException.class)
			.isThrownBy(() -> this.done.done(this.world.mei, open(), Instant.now(), OnceKey.NONE));
		assertThatExceptionOfType(NotFound.class)
			.isThrownBy(() -> this.done.done(this.lin, TaskNumber.of(987654321), Instant.now(), OnceKey.NONE));
	}

	private List<String> waiting() {
		return this.inbox.of(this.lin)
			.stream()
			.flatMap((task) -> task.waiting()
				.stream()
				.map((one) -> task.number() + " " + one.reason() + " by " + one.by()))
			.toList();
	}

	private Instant until() {
		return this.inbox.of(this.lin).getFirst().until().toInstant();
	}

	private TaskNumber open() {
		return this.tasks.open(this.ada, NewTask.of(TaskKind.BUG, "It flickers", "", this.world.board), OnceKey.NONE);
	}

	private TopicId bug() {
		return this.topics
			.post(this.world.mei, OnceKey.NONE,
					new TopicDraft(this.world.board, TopicKind.BUG, "The sound stutters", "Every minute", List.of()))
			.topic();
	}

	private TaskNumber task(TopicId topic) {
		return TaskNumber.of(this.jdbc.sql("select task_number from task_topics where topic_id = ?")
			.param(topic.value())
			.query(Long.class)
			.single());
	}

	private long version(TaskNumber task) {
		return this.jdbc.sql("select version from tasks where number = ?")
			.param(task.value())
			.query(Long.class)
			.single();
	}

}
