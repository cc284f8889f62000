package dev.roundtable.feedback;

import java.time.Duration;
import java.util.List;

import dev.roundtable.forum.Hiding;
import dev.roundtable.forum.PostId;
import dev.roundtable.forum.TaskPanels.TaskPanel;
import dev.roundtable.forum.TopicDraft;
import dev.roundtable.forum.TopicId;
import dev.roundtable.forum.TopicKind;
import dev.roundtable.forum.Topics;
import dev.roundtable.forum.Votes;
import dev.roundtable.forum.editing.TopicCorrections;
import dev.roundtable.http.OnceKey;
import dev.roundtable.people.Role;
import dev.roundtable.people.Viewer;
import dev.roundtable.stores.StoreTest;
import dev.roundtable.stores.World;
import dev.roundtable.tasks.LinkedTopics;
import dev.roundtable.tasks.TaskEdit;
import dev.roundtable.tasks.TaskNumber;
import dev.roundtable.tasks.TaskStatus;
import dev.roundtable.tasks.Tasks;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/** What a topic and its task say alike stays alike. */
@StoreTest
class AgreementTests {

	private final Topics topics;

	private final TopicCorrections corrections;

	private final Hiding hiding;

	private final Votes votes;

	private final Tasks tasks;

	private final TasksOnTheForum panels;

	private final LinkedTopics linked;

	private final JdbcClient jdbc;

	private final TransactionTemplate transaction;

	private final World world;

	AgreementTests(Topics topics, TopicCorrections corrections, Hiding hiding, Votes votes, Tasks tasks,
			TasksOnTheForum panels, LinkedTopics linked, JdbcClient jdbc, TransactionTemplate transaction,
			World world) {
		this.topics = topics;
		this.corrections = corrections;
		this.hiding = hiding;
		this.votes = votes;
		this.tasks = tasks;
		this.panels = panels;
		this.linked = linked;
		this.jdbc = jdbc;
		this.transaction = transaction;
		this.world = world;
	}

	@Test
	void a_new_title_of_the_topic_is_the_tasks_until_the_team_has_words_of_its_own() {
		TopicId topic = post("It stuters");
		long task = task(topic);
		correct(topic, "It stutters", null);
		assertThat(text("select title from tasks where number = ?", task)).isEqualTo("It stutters");
		this.tasks.change(this.world.lin, TaskNumber.of(task),
				TaskEdit.title(number("select version from tasks where number = ?", task), "Underrun in the mixer"));
		assertThat(panel(topic)).isNotNull().extracting(TaskPanel::title).isEqualTo("Underrun in the mixer");
		correct(topic, "It stutters badly", null);
		assertThat(text("select title from tasks where number = ?", task)).isEqualTo("Underrun in the mixer");
	}

	@Test
	void a_topic_that_becomes_talk_takes_its_task_along_and_brings_it_back() {
		TopicId topic = post("Is it a bug?");
		long task = task(topic);
		correct(topic, null, TopicKind.QUESTION);
		assertThat(panel(topic)).isNull();
		assertThat(text("select status from tasks where number = ?", task)).isEqualTo("DECLINED");
		assertThat(number("select people from tasks where number = ?", task)).isZero();
		correct(topic, null, TopicKind.IDEA);
		assertThat(task(topic)).isEqualTo(task);
		assertThat(text("select status from tasks where number = ?", task)).isEqualTo("NEW");
		assertThat(text("select kind from tasks where number = ?", task)).isEqualTo("IDEA");
		assertThat(number("select people from tasks where number = ?", task)).isOne();
	}

	@Test
	void talk_that_turns_out_to_be_a_bug_is_on_the_list() {
		TopicId topic = this.topics
			.post(this.world.mei, OnceKey.NONE,
					new TopicDraft(this.world.board, TopicKind.QUESTION, "Why?", "since yesterday", List.of()))
			.topic();
		assertThat(panel(topic)).isNull();
		correct(topic, null, TopicKind.BUG);
		assertThat(panel(topic)).isNotNull();
	}

	@Test
	void a_hidden_topic_leaves_its_task_standing_on_the_others_people() {
		TopicId hidden = post("Rude words");
		TopicId other = post("No sound");
		Viewer fan = this.world.fan();
		this.votes.cast(fan, OnceKey.NONE, hidden);
		long task = task(hidden);
		merge(task(other), task);
		assertThat(number("select people from tasks where number = ?", task)).isEqualTo(2);
		hide(hidden);
		assertThat(number("select people from tasks where number = ?", task)).isOne();
		assertThat(panel(other)).isNotNull().extracting(TaskPanel::number).isEqualTo(task);
		assertThat(this.linked.of(TaskNumber.of(task), null)).extracting(LinkedTopics.LinkedTopic::id)
			.containsExactly(other.value());
	}

	@Test
	void a_hidden_topic_without_others_takes_its_task_out_of_sight() {
		TopicId topic = post("Rude words");
		long task = task(topic);
		hide(topic);
		assertThat(text("select source_audience from tasks where number = ?", task)).isEqualTo("team");
		this.hiding.show(this.world.somebody(Role.MODERATOR), OnceKey.NONE, first(topic));
		assertThat(text("select source_audience from tasks where number = ?", task)).isEqualTo("everyone");
	}

	@Test
	void what_was_asked_of_fans_is_answered_by_their_reply() {
		TopicId topic = post("It stutters");
		long task = task(topic);
		this.tasks.change(this.world.lin, TaskNumber.of(task),
				TaskEdit.status(1, TaskStatus.NEEDS_INFO, "since when?"));
		this.topics.reply(this.world.lin, OnceKey.NONE, topic, "I mean the build.");
		assertThat(text("select status from tasks where number = ?", task)).isEqualTo("NEEDS_INFO");
		this.topics.reply(this.world.jun, OnceKey.NONE, topic, "Since 2.4.");
		assertThat(text("select status from tasks where number = ?", task)).isEqualTo("NEW");
		assertThat(panel(topic)).isNotNull().extracting(TaskPanel::reason).isNull();
		assertThat(text("select action from journal where subject = concat('task-', ?) order by id desc limit 1", task))
			.isEqualTo("told-more");
	}

	@Test
	void a_reply_is_the_last_change_and_is_reached_from_the_task() {
		TopicId topic = post("It stutters");
		long task = task(topic);
		this.jdbc
			.sql("update tasks set updated_at = timestamp with time zone '2020-01-01 00:00:00+00' where number = ?")
			.param(task)
			.update();
		this.topics.reply(this.world.jun, OnceKey.NONE, topic, "Here, too.");
		Awaitility.await()
			.untilAsserted(
					() -> assertThat(number("select extract(year from updated_at) from tasks where number = ?", task))
						.isGreaterThan(2020));
		assertThat(this.linked.of(TaskNumber.of(task), null)).singleElement().satisfies((one) -> {
			assertThat(one.replies()).isOne();
			assertThat(one.latest()).endsWith("#floor-2");
			assertThat(one.body()).isEqualTo("since yesterday");
			assertThat(one.html()).contains("since yesterday");
		});
	}

	@Test
	void who_may_not_read_the_board_sees_neither_task_nor_topic() {
		TopicId topic = post("Canary on a board");
		long task = task(topic);
		this.jdbc.sql("update boards set readers = 'team' where slug = ?").param(this.world.board).update();
		correct(topic, "Canary on a closed board", null);
		assertThat(text("select source_audience from tasks where number = ?", task)).isEqualTo("team");
		for (Viewer outsider : new Viewer[] { null, this.world.mei }) {
			assertThat(this.panels.of(List.of(topic), outsider)).isEmpty();
			assertThat(this.panels.panels(List.of(topic), outsider)).isEmpty();
			assertThat(this.linked.of(TaskNumber.of(task), outsider)).isEmpty();
		}
		assertThat(this.panels.of(List.of(topic), this.world.lin)).hasSize(1);
		assertThat(this.linked.of(TaskNumber.of(task), this.world.lin)).hasSize(1);
	}

	@Test
	void a_deleted_task_keeps_no_count_waiting() {
		TopicId topic = post("No sound");
		long busy = task(topic);
		this.jdbc.sql("insert into tasks_to_count (task_number) values (999999999)").update();
		this.transaction.executeWithoutResult((status) -> {
			this.jdbc.sql("insert into tasks_to_count (task_number) values (?)").param(busy).update();
			status.flush();
		});
		Awaitility.await()
			.atMost(Duration.ofSeconds(20))
			.untilAsserted(() -> assertThat(
					number("select count(*) from tasks_to_count where task_number in (999999999, ?)", busy))
				.isZero());
	}

	private TopicId post(String title) {
		return this.topics
			.post(this.world.mei, OnceKey.NONE,
					new TopicDraft(this.world.board, TopicKind.BUG, title, "since yesterday", List.of()))
			.topic();
	}

	private void correct(TopicId topic, @Nullable String title, @Nullable TopicKind kind) {
		this.corrections.correct(this.world.somebody(Role.MODERATOR), OnceKey.NONE, topic,
				new TopicCorrections.Correction(null, title, null, kind, null, null));
	}

	private void hide(TopicId topic) {
		this.hiding.hide(this.world.somebody(Role.MODERATOR), OnceKey.NONE, first(topic), "rude");
	}

	private PostId first(TopicId topic) {
		return PostId.of(number("select id from posts where topic_id = ? and floor = 1", topic.value()));
	}

	private void merge(long child, long parent) {
		this.tasks.change(this.world.lin, TaskNumber.of(child),
				TaskEdit.merged(number("select version from tasks where number = ?", child), parent));
	}

	private @Nullable TaskPanel panel(TopicId topic) {
		return this.panels.panels(List.of(topic), null).get(topic);
	}

	private long task(TopicId topic) {
		return number("select task_number from task_topics where topic_id = ?", topic.value());
	}

	private long number(String sql, Object parameter) {
		return this.jdbc.sql(sql).param(parameter).query(Long.class).single();
	}

	private String text(String sql, Object parameter) {
		return this.jdbc.sql(sql).param(parameter).query(String.class).single();
	}

}
