package dev.roundtable.feedback;

import java.util.List;
import java.util.Objects;

import dev.roundtable.forum.TaskPanels.TaskPanel;
import dev.roundtable.forum.TopicDraft;
import dev.roundtable.forum.TopicId;
import dev.roundtable.forum.TopicKind;
import dev.roundtable.forum.Topics;
import dev.roundtable.forum.Votes;
import dev.roundtable.http.OnceKey;
import dev.roundtable.stores.StoreTest;
import dev.roundtable.stores.World;
import dev.roundtable.tasks.TaskComments;
import dev.roundtable.tasks.TaskEdit;
import dev.roundtable.tasks.TaskNumber;
import dev.roundtable.tasks.TaskStatus;
import dev.roundtable.tasks.Tasks;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@StoreTest
class FeedbackTests {

	private final Topics topics;

	private final Votes votes;

	private final Tasks tasks;

	private final TaskComments comments;

	private final TasksOnTheForum panels;

	private final BoardsAsComponents components;

	private final JdbcClient jdbc;

	private final World world;

	FeedbackTests(Topics topics, Votes votes, Tasks tasks, TaskComments comments, TasksOnTheForum panels,
			BoardsAsComponents components, JdbcClient jdbc, World world) {
		this.topics = topics;
		this.votes = votes;
		this.tasks = tasks;
		this.comments = comments;
		this.panels = panels;
		this.components = components;
		this.jdbc = jdbc;
		this.world = world;
	}

	@Test
	void a_bug_is_topic_post_task_and_index_entry_at_once() {
		TopicId topic = post(TopicKind.BUG, "It stutters");
		long task = panel(topic).number();
		assertThat(count("select count(*) from posts where topic_id = ? and floor = 1", topic.value())).isOne();
		assertThat(count("select count(*) from tasks where number = ? and origin = 'TOPIC' and kind = 'BUG'", task))
			.isOne();
		assertThat(count("select count(*) from index_queue where document = ?", "topic-" + topic.value())).isPositive();
		assertThat(count("select count(*) from index_queue where document = ?", "task-" + task)).isPositive();
	}

	@Test
	void the_fan_who_reports_something_is_one_of_its_people_at_once() {
		long task = panel(post(TopicKind.BUG, "It stutters for me")).number();
		assertThat(count("select people from tasks where number = ?", task)).isOne();
	}

	@Test
	void nothing_of_a_bug_remains_when_its_index_entry_cannot_be_written() {
		String title = "Half a bug of " + this.world.board;
		this.jdbc.sql("alter table index_queue rename to index_queue_away").update();
		try {
			assertThatExceptionOfType(DataAccessException.class).isThrownBy(() -> post(TopicKind.BUG, title));
		}
		finally {
			this.jdbc.sql("alter table index_queue_away rename to index_queue").update();
		}
		assertThat(count("select count(*) from topics where title = ?", title)).isZero();
		assertThat(count("select count(*) from tasks where title = ?", title)).isZero();
		assertThat(count("select count(*) from posts where author_id = ?", this.world.mei.id().value())).isZero();
	}

	@Test
	void talk_and_questions_make_no_task() {
		assertThat(this.panels.panels(List.of(post(TopicKind.QUESTION, "How?")), null)).isEmpty();
		assertThat(this.panels.panels(List.of(post(TopicKind.DISCUSSION, "Well")), null)).isEmpty();
		assertThat(this.panels.panels(List.of(post(TopicKind.IDEA, "What if")), null)).isNotEmpty();
	}

	@Test
	void the_name_of_a_board_is_for_those_who_read_it() {
		assertThat(this.components.names(null)).containsKey(this.world.board);
		this.jdbc.sql("update boards set readers = 'team' where slug = ?").param(this.world.board).update();
		assertThat(this.components.names(null)).doesNotContainKey(this.world.board);
		assertThat(this.components.names(this.world.jun)).doesNotContainKey(this.world.board);
		assertThat(this.components.names(this.world.lin)).containsKey(this.world.board);
	}

	@Test
	void a_person_is_counted_once_across_merged_duplicates() {
		TopicId one = post(TopicKind.BUG, "No sound");
		TopicId other = post(TopicKind.BUG, "Silent since the update");
		this.votes.cast(this.world.jun, OnceKey.NONE, one);
		this.votes.cast(this.world.jun, OnceKey.NONE, other);
		this.votes.cast(this.world.mei, OnceKey.NONE, other);
		this.votes.cast(this.world.fan(), OnceKey.NONE, other);
		merge(other, one);
		long original = panel(one).number();
		assertThat(count("select people from tasks where number = ?", original)).isEqualTo(3);
		assertThat(count("select votes from tasks where number = ?", original)).isEqualTo(3);
		assertThat(panel(other).number()).isEqualTo(original);
	}

	@Test
	void a_duplicate_can_be_taken_back() {
		TopicId one = post(TopicKind.BUG, "No sound");
		TopicId other = post(TopicKind.BUG, "No picture");
		long own = panel(other).number();
		this.votes.cast(this.world.fan(), OnceKey.NONE, other);
		merge(other, one);
		assertThat(count("select people from tasks where number = ?", panel(one).number())).isEqualTo(2);
		this.tasks.change(this.world.lin, TaskNumber.of(own), edit(version(own), TaskStatus.NEW, null));
		assertThat(panel(other).number()).isEqualTo(own);
		assertThat(panel(other).status()).isEqualTo("NEW");
		assertThat(count("select people from tasks where number = ?", panel(one).number())).isOne();
		assertThat(count("select people from tasks where number = ?", own)).isEqualTo(2);
	}

	@Test
	void every_linked_topic_tells_what_became_of_it() {
		TopicId one = post(TopicKind.BUG, "No sound");
		TopicId other = post(TopicKind.BUG, "Silent");
		merge(other, one);
		long task = panel(one).number();
		this.tasks.change(this.world.lin, TaskNumber.of(task), edit(version(task), TaskStatus.CONFIRMED, null));
		this.comments.write(this.world.lin, TaskNumber.of(task), "blame the vendor", true);
		this.comments.write(this.world.lin, TaskNumber.of(task), "seen here, too", false);
		for (TopicId topic : List.of(one, other)) {
			TaskPanel told = panel(topic);
			assertThat(told.status()).isEqualTo("CONFIRMED");
			assertThat(told.statusBy()).isEqualTo(this.world.lin.name());
			assertThat(told.answers()).singleElement()
				.satisfies((answer) -> assertThat(answer.html()).contains("seen here, too"));
		}
	}

	private TopicId post(TopicKind kind, String title) {
		return this.topics
			.post(this.world.mei, OnceKey.NONE,
					new TopicDraft(this.world.board, kind, title, "since yesterday", List.of()))
			.topic();
	}

	private TaskPanel panel(TopicId topic) {
		return Objects.requireNonNull(this.panels.panels(List.of(topic), null).get(topic));
	}

	private void merge(TopicId duplicate, TopicId original) {
		long task = panel(duplicate).number();
		this.tasks.change(this.world.lin, TaskNumber.of(task),
				edit(version(task), TaskStatus.DUPLICATE, panel(original).number()));
	}

	private static TaskEdit edit(long version, TaskStatus status, @Nullable Long duplicateOf) {
		return new TaskEdit(version, status, null, null, null, null, null, null, null, duplicateOf, null, null);
	}

	private long version(long task) {
		return count("select version from tasks where number = ?", task);
	}

	private long count(String sql, Object parameter) {
		return this.jdbc.sql(sql).param(parameter).query(Long.class).single();
	}

}
