package dev.roundtable.feedback;

import java.util.ArrayList;
import java.util.List;

import dev.roundtable.feedback.MyFeedback.Item;
import dev.roundtable.feedback.MyFeedback.Show;
import dev.roundtable.forum.TopicDraft;
import dev.roundtable.forum.TopicId;
import dev.roundtable.forum.TopicKind;
import dev.roundtable.forum.Topics;
import dev.roundtable.forum.Votes;
import dev.roundtable.http.BadInput;
import dev.roundtable.http.CursorPage;
import dev.roundtable.http.OnceKey;
import dev.roundtable.people.Viewer;
import dev.roundtable.stores.StoreTest;
import dev.roundtable.stores.World;
import dev.roundtable.tasks.TaskComments;
import dev.roundtable.tasks.TaskEdit;
import dev.roundtable.tasks.TaskNumber;
import dev.roundtable.tasks.TaskStatus;
import dev.roundtable.tasks.Tasks;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@StoreTest
class MyFeedbackTests {

	private final World world;

	private final Topics topics;

	private final Votes votes;

	private final Tasks tasks;

	private final TaskComments comments;

	private final MyFeedback feedback;

	private final JdbcClient jdbc;

	MyFeedbackTests(World world, Topics topics, Votes votes, Tasks tasks, TaskComments comments, MyFeedback feedback,
			JdbcClient jdbc) {
		this.world = world;
		this.topics = topics;
		this.votes = votes;
		this.tasks = tasks;
		this.comments = comments;
		this.feedback = feedback;
		this.jdbc = jdbc;
	}

	@Test
	void a_fan_sees_what_became_of_what_she_reported_or_voted_for_and_of_nothing_else() {
		TopicId mine = post(this.world.mei, TopicKind.BUG, "Mine");
		TopicId voted = post(this.world.jun, TopicKind.IDEA, "Voted for");
		post(this.world.jun, TopicKind.BUG, "Another's");
		post(this.world.mei, TopicKind.DISCUSSION, "No task");
		this.votes.cast(this.world.mei, OnceKey.NONE, voted);
		this.comments.write(this.world.lin, task(mine), "An **old** answer", false);
		this.comments.write(this.world.lin, task(mine), "We *found* it", false);
		this.comments.write(this.world.lin, task(mine), "canary for the team", true);
		change(mine, TaskEdit.status(version(mine), TaskStatus.CONFIRMED));
		List<Item> items = all(this.world.mei, Show.ALL);
		assertThat(items).extracting(Item::title).containsExactly("Mine", "Voted for");
		Item first = items.getFirst();
		assertThat(first.reported()).isTrue();
		assertThat(first.voted()).isFalse();
		assertThat(first.status()).isEqualTo("CONFIRMED");
		assertThat(first.statusBy()).isEqualTo(this.world.lin.name());
		assertThat(first.answer()).isNotNull()
			.satisfies((answer) -> assertThat(answer.words()).contains("We found it"));
		assertThat(items.get(1).reported()).isFalse();
		assertThat(items.get(1).voted()).isTrue();
		assertThat(items.get(1).answer()).isNull();
	}

	@Test
	void others_see_on_her_page_what_they_may_read_of_it_and_no_more() {
		TopicId mine = post(this.world.mei, TopicKind.BUG, "Mine");
		TopicId voted = post(this.world.jun, TopicKind.IDEA, "Voted for");
		this.votes.cast(this.world.mei, OnceKey.NONE, voted);
		assertThat(seenBy(null)).containsExactlyInAnyOrder("Mine", "Voted for");
		this.jdbc.sql("update topics set held = true where id = ?").param(mine.value()).update();
		assertThat(seenBy(null)).containsExactly("Voted for");
		assertThat(seenBy(this.world.jun)).containsExactly("Voted for");
		assertThat(seenBy(this.world.mei)).containsExactlyInAnyOrder("Mine", "Voted for");
		this.jdbc.sql("update boards set readers = 'team' where slug = ?").param(this.world.board).update();
		assertThat(seenBy(null)).isEmpty();
		assertThat(seenBy(this.world.jun)).isEmpty();
		assertThat(seenBy(this.world.lin)).containsExactly("Voted for");
	}

	private List<String> seenBy(@Nullable Viewer viewer) {
		return this.feedback.latest(this.world.mei.id(), viewer, 9).stream().map(Item::title).toList();
	}

	@Test
	void open_and_done_are_two_lists_and_counted() {
		TopicId open = post(this.world.mei, TopicKind.BUG, "Still open");
		TopicId done = post(this.world.mei, TopicKind.IDEA, "Not to be");
		change(done, TaskEdit.declined(version(done), "Too heavy"));
		assertThat(all(this.world.mei, Show.OPEN)).extracting(Item::title).containsExactly("Still open");
		assertThat(all(this.world.mei, Show.DONE)).singleElement().satisfies((item) -> {
			assertThat(item.title()).isEqualTo("Not to be");
			assertThat(item.reason()).isEqualTo("Too heavy");
		});
		MyFeedback.Counts counts = this.feedback.counts(this.world.mei);
		assertThat(counts.of(Show.ALL)).isEqualTo(2);
		assertThat(counts.of(Show.OPEN)).isEqualTo(1);
		assertThat(counts.of(Show.DONE)).isEqualTo(1);
		assertThat(this.feedback.counts(this.world.fan()).of(Show.ALL)).isZero();
		assertThat(open).isNotEqualTo(done);
	}

	@Test
	void what_waits_for_her_answer_is_a_list_of_its_own() {
		TopicId mine = post(this.world.mei, TopicKind.BUG, "Which build?");
		TopicId others = post(this.world.jun, TopicKind.BUG, "Asked of another");
		this.votes.cast(this.world.mei, OnceKey.NONE, others);
		post(this.world.mei, TopicKind.BUG, "Nobody asked");
		assertThat(all(this.world.mei, Show.ASKED)).isEmpty();
		change(mine, TaskEdit.status(version(mine), TaskStatus.NEEDS_INFO, "Which build?"));
		change(others, TaskEdit.status(version(others), TaskStatus.NEEDS_INFO, "Which build?"));
		assertThat(all(this.world.mei, Show.ASKED)).extracting(Item::title).containsExactly("Which build?");
		assertThat(this.feedback.counts(this.world.mei).of(Show.ASKED)).isEqualTo(1);
	}

	@Test
	void two_topics_of_one_task_are_one_thing_under_her_own_topic() {
		TopicId original = post(this.world.jun, TopicKind.BUG, "The original");
		TopicId mine = post(this.world.mei, TopicKind.BUG, "My words for it");
		this.votes.cast(this.world.mei, OnceKey.NONE, original);
		change(mine, TaskEdit.merged(version(mine), task(original).value()));
		change(original, TaskEdit.status(version(original), TaskStatus.PLANNED));
		assertThat(all(this.world.mei, Show.ALL)).singleElement().satisfies((item) -> {
			assertThat(item.number()).isEqualTo(task(original).value());
			assertThat(item.title()).isEqualTo("My words for it");
			assertThat(item.status()).isEqualTo("PLANNED");
			assertThat(item.reported()).isTrue();
			assertThat(item.voted()).isTrue();
		});
	}

	@Test
	void what_she_may_not_read_any_more_is_not_there_nor_counted() {
		TopicId voted = post(this.world.jun, TopicKind.BUG, "Canary of a closed board");
		this.votes.cast(this.world.mei, OnceKey.NONE, voted);
		TopicId mine = post(this.world.mei, TopicKind.BUG, "Mine");
		this.jdbc.sql("update topics set held = true where id = any(:ids)")
			.param("ids", new Long[] { voted.value(), mine.value() })
			.update();
		assertThat(all(this.world.mei, Show.ALL)).extracting(Item::title).containsExactly("Mine");
		this.jdbc.sql("update topics set held = false where id = :id").param("id", voted.value()).update();
		assertThat(all(this.world.mei, Show.ALL)).hasSize(2);
		this.jdbc.sql("update boards set readers = 'team' where slug = :slug").param("slug", this.world.board).update();
		assertThat(all(this.world.mei, Show.ALL)).isEmpty();
		assertThat(this.feedback.counts(this.world.mei).of(Show.ALL)).isZero();
	}

	@Test
	void pages_follow_each_other_without_a_gap_or_a_double() {
		for (int i = 1; i <= 7; i++) {
			post(this.world.mei, TopicKind.BUG, "Report " + i);
		}
		List<String> titles = new ArrayList<>();
		@Nullable String cursor = null;
		do {
			CursorPage<Item> page = this.feedback.page(this.world.mei, Show.ALL, cursor, 3);
			assertThat(page.items()).hasSizeLessThanOrEqualTo(3);
			page.items().forEach((item) -> titles.add(item.title()));
			cursor = page.next();
		}
		while (cursor != null);
		assertThat(titles).doesNotHaveDuplicates().hasSize(7).startsWith("Report 7").endsWith("Report 1");
		for (String garbage : List.of("x", "~", "2026-01-01T00:00:00Z", "2026-01-01T00:00:00Z~x")) {
			assertThatExceptionOfType(BadInput.class).as(garbage)
				.isThrownBy(() -> this.feedback.page(this.world.mei, Show.ALL, garbage, 3));
		}
	}

	private List<Item> all(Viewer viewer, Show show) {
		return this.feedback.page(viewer, show, null, 50).items();
	}

	private TopicId post(Viewer by, TopicKind kind, String title) {
		return this.topics.post(by, OnceKey.NONE, new TopicDraft(this.world.board, kind, title, "Text", List.of()))
			.topic();
	}

	private void change(TopicId topic, TaskEdit edit) {
		this.tasks.change(this.world.lin, task(topic), edit);
	}

	private TaskNumber task(TopicId topic) {
		return this.jdbc.sql("select task_number from task_topics where topic_id = :topic")
			.param("topic", topic.value())
			.query(Long.class)
			.optional()
			.map(TaskNumber::of)
			.orElseThrow();
	}

	private long version(TopicId topic) {
		return this.jdbc.sql("select version from task_facts where number = :number")
			.param("number", task(topic).value())
			.query(Long.class)
			.single();
	}

}
